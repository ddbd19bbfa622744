/** A predicate over facts that the target settles when compiling; what is left is a fact of the machine. */
export type Condition =
  | { readonly fact: 'family'; readonly is: string }
  | { readonly fact: 'unit-active'; readonly is: string }
