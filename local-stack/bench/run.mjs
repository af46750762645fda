// The parts of the benchmark, one after the other; BENCH_ONLY names those that are wanted.
const parts = { people: './bench.mjs', tasks: './tasks.mjs' }

const wanted = process.env.BENCH_ONLY?.split(',') ?? Object.keys(parts)
for (const part of wanted) {
  if (!parts[part]) throw new Error(`no such part: ${part}, expected some of ${Object.keys(parts)}`)
  await import(parts[part])
}
