export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

const round = (value) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** Prints rows as lines that a person can read and a note can quote. */
export function table(title, rows) {
  console.log(`\n${title}`)
  for (const { connections, name, ...figures } of rows) {
    const cells = Object.entries(figures).map(([figure, value]) => `${figure} ${round(value)}`)
    console.log(`  ${String(connections).padStart(3)} connections  ${name.padEnd(18)} ${cells.join('  ')}`)
  }
}
