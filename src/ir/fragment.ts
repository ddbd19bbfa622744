/** A file of templates/runtime: real shell, and the functions that it defines and calls. */
export interface Fragment {
  readonly name: string
  /** What is printed: the file without the `##` lines, which are for its authors. */
  readonly text: string
  readonly defines: readonly string[]
  readonly uses: readonly string[]
}
