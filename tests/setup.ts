import fc from 'fast-check'

/** Properties are tried on the same values in every run; `SEED=n` tries others. */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_251_125) })
