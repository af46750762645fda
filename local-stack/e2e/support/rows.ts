import { createConnection, type RowDataPacket } from 'mysql2/promise'

/** Looks behind the services, into any schema. Ids stay text: they are longer than numbers can be. */
export async function rows<T extends object>(
  sql: string,
  parameters: (string | number)[] = [],
): Promise<T[]> {
  const connection = await createConnection({
    uri: process.env.GUILDHALL_MYSQL_ADMIN_URL!,
    supportBigNumbers: true,
    bigNumberStrings: true,
  })
  try {
    const [found] = await connection.query<RowDataPacket[]>(sql, parameters)
    return found as unknown as T[]
  } finally {
    await connection.end()
  }
}
