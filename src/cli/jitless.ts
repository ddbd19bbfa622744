import { config } from 'zod'

// Imported before the modules, for a schema asks when it is made. A command uses each schema once: making code for it takes
// longer than doing without.
config({ jitless: true })
