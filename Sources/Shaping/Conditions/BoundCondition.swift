import RowcastTabular

/// A condition for the columns of one schema, its comparisons checked against their kinds.
struct BoundCondition: Sendable {
  /// The source columns that are looked at, ascending.
  private(set) var sources: [UInt32] = []
  private(set) var root = Test.all([])

  /// As ``Condition/Node``, with places in ``sources`` instead of names.
  indirect enum Test: Sendable {
    case all([Test])
    case any([Test])
    case not(Test)
    case truth(Int)
    case isNull(Int)
    case compare(Int, Comparison, ConditionLiteral)
    case compareColumns(Int, Comparison, Int)
    case isAmong(Int, [ConditionLiteral])
  }

  /// - Throws: ``ConditionError`` for a column that is not there, or a comparison of unlike kinds.
  init(
    _ condition: Condition, to schema: Schema, _ renamings: [Renaming] = []
  ) throws(ConditionError) {
    var binder = ConditionBinder(text: condition.text, schema: schema, renamings: renamings)
    let found = try binder.test(condition.root)
    let order = binder.sources.indices.sorted { binder.sources[$0] < binder.sources[$1] }
    sources = order.map { binder.sources[$0] }
    var places = [Int](repeating: 0, count: order.count)
    for (place, slot) in order.enumerated() { places[slot] = place }
    root = Self.moved(found, places)
  }

  private static func moved(_ test: Test, _ places: [Int]) -> Test {
    switch test {
    case .all(let tests): .all(tests.map { moved($0, places) })
    case .any(let tests): .any(tests.map { moved($0, places) })
    case .not(let test): .not(moved(test, places))
    case .truth(let slot): .truth(places[slot])
    case .isNull(let slot): .isNull(places[slot])
    case .compare(let slot, let comparison, let value): .compare(places[slot], comparison, value)
    case .compareColumns(let slot, let comparison, let other):
      .compareColumns(places[slot], comparison, places[other])
    case .isAmong(let slot, let values): .isAmong(places[slot], values)
    }
  }
}

/// Finds the columns of a condition, and refuses what cannot be compared.
private struct ConditionBinder {
  let text: String
  let schema: Schema
  let renamings: [Renaming]
  /// The source columns so far.
  var sources: [UInt32] = []

  mutating func test(_ node: Condition.Node) throws(ConditionError) -> BoundCondition.Test {
    switch node {
    case .all(let nodes): return .all(try tests(nodes))
    case .any(let nodes): return .any(try tests(nodes))
    case .not(let node): return .not(try test(node))
    case .truth(let column):
      let (slot, kind) = try slot(column.name, column.place)
      guard [nil, .boolean, .empty, .mixed].contains(kind) else {
        throw ConditionError(
          .noTruth(column: column.name, kind: kind ?? .mixed), in: text, at: column.place)
      }
      return .truth(slot)
    case .isNull(let column): return .isNull(try slot(column.name, column.place).0)
    case .compare(let column, let comparison, let operand):
      let (slot, kind) = try slot(column.name, column.place)
      switch operand.content {
      case .literal(let literal):
        try check(column.name, kind, literal, operand)
        if case .boolean = literal { try checkOrder(comparison, column.name, column.place) }
        return .compare(slot, comparison, literal)
      case .column(let name):
        let (other, otherKind) = try self.slot(name, operand.place)
        guard Self.isAlike(kind, otherKind) else {
          throw ConditionError(
            .unlikeColumns(column.name, kind ?? .mixed, name, otherKind ?? .mixed), in: text,
            at: operand.place)
        }
        if kind == .boolean { try checkOrder(comparison, column.name, column.place) }
        return .compareColumns(slot, comparison, other)
      }
    case .isAmong(let column, let operands):
      let (slot, kind) = try slot(column.name, column.place)
      var values: [ConditionLiteral] = []
      for operand in operands {
        guard case .literal(let literal) = operand.content else { continue }
        try check(column.name, kind, literal, operand)
        values.append(literal)
      }
      return .isAmong(slot, values)
    }
  }

  private mutating func tests(
    _ nodes: [Condition.Node]
  ) throws(ConditionError) -> [BoundCondition.Test] {
    var tests: [BoundCondition.Test] = []
    for node in nodes { tests.append(try test(node)) }
    return tests
  }

  private mutating func slot(
    _ name: String, _ place: Int
  ) throws(ConditionError) -> (Int, ColumnKind?) {
    guard let index = schema.index(of: name, after: renamings) else {
      throw ConditionError(.noColumn(name, available: schema.names), in: text, at: place)
    }
    let column = schema.columns[index]
    let source = UInt32(clamping: column.source)
    if let known = sources.firstIndex(of: source) { return (known, column.kind) }
    sources.append(source)
    return (sources.count - 1, column.kind)
  }

  private func checkOrder(
    _ comparison: Comparison, _ name: String, _ place: Int
  ) throws(ConditionError) {
    guard comparison == .equal || comparison == .unequal else {
      throw ConditionError(.noOrder(column: name), in: text, at: place)
    }
  }

  private func check(
    _ name: String, _ kind: ColumnKind?, _ literal: ConditionLiteral, _ operand: Condition.Operand
  ) throws(ConditionError) {
    let fits =
      switch (kind, literal) {
      case (nil, _), (.empty, _), (.mixed, _): true
      case (.integer, .number), (.decimal, .number), (.text, .text), (.boolean, .boolean): true
      case (.date, .temporal(let value)), (.dateTime, .temporal(let value)),
        (.date, .text(_, let value?)), (.dateTime, .text(_, let value?)):
        value.kind == .date || value.kind == .dateTime
      case (.time, .temporal(let value)), (.time, .text(_, let value?)): value.kind == .time
      case (.duration, .text(_, let value?)): value.kind == .duration
      default: false
      }
    guard !fits else { return }
    throw ConditionError(
      .unlike(
        column: name, kind: kind ?? .mixed, value: operand.shown, valueKind: literal.kindName),
      in: text, at: operand.place)
  }

  private static func isAlike(_ one: ColumnKind?, _ other: ColumnKind?) -> Bool {
    guard let one, let other else { return true }
    let open: Set<ColumnKind> = [.empty, .mixed]
    return open.contains(one) || open.contains(other) || one.isAlike(other)
  }
}
