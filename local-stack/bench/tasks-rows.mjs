// Rows of tasks in bulk, straight into the stack's database: what a benchmark may do and nobody else.

/** Far from every id that a service makes. */
const FIRST = 1_000_000_000
const CHUNK = 20_000
const PUBLISHERS = 20
const FIRST_PUBLISHER = 2_000_000_000

export const TAGS = ['采集', '护送', '翻译', '修理', '设计', '测试', 'errand', 'writing', 'code', 'music', 'photo', 'research']

const VERBS = ['采集', '护送', '翻译', '修理', '整理', '寻找', '绘制', '测试', '誊抄', '守护', '调查', '运送']
const THINGS = ['月光草', '商队', '公会手册', '灯塔', '旧地图', '龙鳞', '药剂', '信鸽', '矿洞', '古代碑文', '港口账本', '星象仪', '铁砧']
const PLACES = ['北方森林', '港口', '旧城区', '边境哨站', '湖心岛', '雪山脚下', '地下集市', '风车镇', '石桥村', '天空塔', '盐湖']
const DO = ['Carry', 'Translate', 'Repair', 'Map', 'Test', 'Record', 'Copy', 'Guard', 'Survey', 'Deliver', 'Catalogue']
const WHAT = [
  'the lantern',
  'an old ledger',
  'the guild manual',
  'seven maps',
  'a broken astrolabe',
  'dragon scales',
  'the harbour bell',
  'moonlit herbs',
  'a caravan',
  'the mine shaft',
  'letters of the east',
  'a stone tablet',
  'two hundred arrows',
]
const WHERE = [
  'in the northern forest',
  'at the harbour',
  'through the old town',
  'on the lake island',
  'below the snow peak',
  'at the border post',
  'in Windmill Town',
]

const one = (words, seed) => `ELT(1 + (${seed}) % ${words.length}, ${words.map((word) => `'${word}'`).join(', ')})`

const NAME = `IF(n % 2 = 0, CONCAT(${one(VERBS, 'h')}, ${one(PLACES, 'h DIV 64')}, '的', ${one(THINGS, 'h DIV 4096')}),
  CONCAT(${one(DO, 'h')}, ' ', ${one(WHAT, 'h DIV 64')}, ' ', ${one(WHERE, 'h DIV 4096')}))`
const DESCRIPTION = `IF(n % 2 = 0,
  CONCAT('请在日落之前', ${one(VERBS, 'h DIV 7')}, ${one(THINGS, 'h DIV 11')}, '，送到', ${one(PLACES, 'h DIV 13')}, '。编号 ', n),
  CONCAT('Before sunset: ', LOWER(${one(DO, 'h DIV 7')}), ' ', ${one(WHAT, 'h DIV 11')}, ' ', ${one(WHERE, 'h DIV 13')}, ', no. ', n))`

/** A task has one or two. */
const tag = (seed) => one(TAGS, seed)

const TASKS = (from, to) => `
  INSERT INTO Task (task_id, task_name, task_description, task_price, task_status, publisher_id, excerpt, criteria, tags, token,
    mode, claim_deadline, review_window, work_window, max_revisions, created_at, applied_at, opened_at, clock_ends_at, round, version)
  WITH RECURSIVE numbers (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${to}),
    hashed (n, h, s) AS (SELECT n, CRC32(n), CRC32(CONCAT('status', n)) % 100 FROM numbers)
  SELECT ${FIRST} + n, ${NAME}, ${DESCRIPTION}, (1 + h % 5000) * CAST(1000000000000000 AS DECIMAL(30)),
    CASE WHEN s < 30 THEN 'OPEN' WHEN s < 38 THEN 'CLAIMED' WHEN s < 42 THEN 'SUBMITTED' WHEN s < 92 THEN 'COMPLETED' ELSE 'EXPIRED' END,
    ${FIRST_PUBLISHER} + h DIV 3 % ${PUBLISHERS}, LEFT(${DESCRIPTION}, 200), 'It is there', CONCAT(${tag('n')}, '\\n', ${tag('n + 1 + h % 11')}), '',
    'FIRST_COME', '2040-01-01' + INTERVAL h % 30000000 SECOND, 86400, 86400, 2, '2026-01-01', '2026-01-01',
    '2026-01-01' + INTERVAL n * 20 SECOND + INTERVAL h % 1000000 MICROSECOND, '2040-01-01', 0, 0 FROM hashed`

const NAMES = `INSERT IGNORE INTO Player (user_id, username, is_verified)
  WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${PUBLISHERS})
  SELECT ${FIRST_PUBLISHER} + n, CONCAT('bench-publisher-', n), n % 3 = 0 FROM numbers`

/** The market's rows, which grow. */
export class TaskRows {
  #mysql
  #count = 0

  /** @param mysql a connection that may do everything, with the task service's schema chosen */
  constructor(mysql) {
    this.#mysql = mysql
  }

  /** Memory in proportion to the data, as a server for so many tasks has it; the local stack's own is for a few. */
  async prepare() {
    await this.#mysql.query('SET GLOBAL innodb_buffer_pool_size = 3 * 1024 * 1024 * 1024')
    await this.#mysql.query('SET GLOBAL innodb_redo_log_capacity = 2 * 1024 * 1024 * 1024')
    // The program that claims are compared with has a connection for each client.
    await this.#mysql.query('SET GLOBAL max_connections = 600')
    await this.#mysql.query('SET SESSION cte_max_recursion_depth = 10000000')
    await this.#mysql.query(NAMES)
    const [[{ there }]] = await this.#mysql.query('SELECT COUNT(*) AS there FROM Task WHERE task_id BETWEEN ? AND ?', [FIRST, 2 * FIRST])
    this.#count = there
  }

  /** As many tasks as that, whatever there was. */
  async growTo(count) {
    for (let from = this.#count; from < count; from += CHUNK) {
      const to = Math.min(from + CHUNK, count)
      await this.#mysql.query(TASKS(from, to))
      await this.#mysql.query(tagRows(from, to))
    }
    this.#count = count
    await this.#mysql.query('ANALYZE TABLE Task, TaskTag')
  }
}

const tagRows = (from, to) => `
  INSERT IGNORE INTO TaskTag (tag, task_id, opened_at, public_status, token, task_price, claim_deadline)
  SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(tags, '\\n', which), '\\n', -1), task_id, opened_at, public_status, token, task_price,
    claim_deadline
  FROM Task, (SELECT 1 AS which UNION ALL SELECT 2) AS both_tags WHERE task_id >= ${FIRST + from} AND task_id < ${FIRST + to}`
