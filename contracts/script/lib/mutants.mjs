// Makes mutants of a Solidity source: small changes that a test suite should notice. Places come from the compiler's syntax
// tree, so that comments, imports and types are left alone.

const BINARY = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "&": ["|"],
  "|": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  "&&": ["||"],
  "||": ["&&"],
};

/**
 * @typedef {object} Mutant
 * @property {string} file
 * @property {number} line from 1
 * @property {string} kind
 * @property {string} before what stands in the source
 * @property {string} after what stands in the mutant
 * @property {string} context the line without indentation
 * @property {string} source the whole mutated file
 */

/**
 * @param {string} file
 * @param {string} source
 * @param {object} ast as solc gives it; its offsets count bytes
 * @returns {Mutant[]}
 */
export function mutantsOf(file, source, ast) {
  const bytes = Buffer.from(source, "utf8");
  const text = (from, to) => bytes.subarray(from, to).toString("utf8");
  const span = (node) => {
    const [start, length] = node.src.split(":").map(Number);
    return [start, start + length];
  };
  const mutants = [];

  const add = (kind, from, to, after) => {
    const before = text(from, to);
    if (before === after) return;
    const head = text(0, from);
    const line = head.split("\n").length;
    mutants.push({
      file,
      line,
      kind,
      before,
      after,
      context: source.split("\n")[line - 1].trim(),
      source: head + after + text(to, bytes.length),
    });
  };

  const visitors = {
    BinaryOperation(node) {
      const [, left] = span(node.leftExpression);
      const [right] = span(node.rightExpression);
      const between = text(left, right);
      const at = left + Buffer.byteLength(between.slice(0, between.indexOf(node.operator)));
      for (const operator of BINARY[node.operator] ?? []) {
        add("operator", at, at + node.operator.length, operator);
      }
    },
    UnaryOperation(node) {
      const [from, to] = span(node);
      if (node.operator === "!") add("negation", from, to, text(...span(node.subExpression)));
    },
    Assignment(node) {
      const swapped = { "+=": "-=", "-=": "+=" }[node.operator];
      if (!swapped) return;
      const [, left] = span(node.leftHandSide);
      const at = left + text(left, span(node.rightHandSide)[0]).indexOf(node.operator);
      add("operator", at, at + 2, swapped);
    },
    Literal(node) {
      if (node.kind !== "number") return;
      const [from, to] = span(node);
      const whole = text(from, to);
      const unit = whole.slice(node.value.length);
      const next = node.value.startsWith("0x")
        ? `0x${(BigInt(node.value) + 1n).toString(16)}`
        : String(BigInt(node.value.replaceAll("_", "")) + 1n);
      add("number", from, to, next + unit);
    },
    IfStatement(node) {
      const [from, to] = span(node.condition);
      add("condition", from, to, "false");
      add("condition", from, to, "true");
    },
    Conditional(node) {
      const [from, to] = span(node.condition);
      add("condition", from, to, `!(${text(from, to)})`);
    },
    ExpressionStatement(node) {
      const [from, to] = span(node);
      add("statement removed", from, text(to, to + 1) === ";" ? to + 1 : to, "{}");
    },
    EmitStatement(node) {
      const [from, to] = span(node);
      add("event removed", from, text(to, to + 1) === ";" ? to + 1 : to, "{}");
    },
    ModifierInvocation(node) {
      const [from, to] = span(node);
      if (/^(only|when|nonReentrant)/.test(text(from, to))) add("modifier removed", from, to, "");
    },
    FunctionCall(node) {
      // Two arguments of one type changed places.
      const values = node.arguments;
      for (let i = 0; i + 1 < values.length; i++) {
        const [a, b] = [values[i], values[i + 1]];
        if (a.typeDescriptions?.typeString !== b.typeDescriptions?.typeString) continue;
        const [aFrom, aTo] = span(a);
        const [bFrom, bTo] = span(b);
        if (text(aFrom, aTo) === text(bFrom, bTo)) continue;
        add("arguments swapped", aFrom, bTo, text(bFrom, bTo) + text(aTo, bFrom) + text(aFrom, aTo));
      }
    },
    MemberAccess(node) {
      // Another status of the same kind: the next one, round.
      if (node.expression?.name !== "Status") return;
      const all = ["None", "Open", "Claimed", "Submitted", "RevisionAsked", "Disputed", "Ruled", "Appealed"];
      const at = all.indexOf(node.memberName);
      const [from, to] = span(node);
      if (at >= 0) add("status", from, to, `Status.${all[(at + 1) % all.length]}`);
    },
  };

  walk(ast, (node) => visitors[node.nodeType]?.(node));
  return mutants;
}

function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, visit);
  } else if (node !== null && typeof node === "object") {
    if (node.nodeType === "InlineAssembly" || node.nodeType === "ImportDirective") return;
    if (node.nodeType) visit(node);
    for (const child of Object.values(node)) walk(child, visit);
  }
}
