/// The names that the tables of one output have, no two of which are one for the database.
struct TableNames {
  private let rules: NameRules
  private var tables: [(wanted: String, name: String, isBegun: Bool)]

  /// - Parameter wanted: what the tables that are foreseen are to be called, in any order.
  init(_ wanted: [String], _ dialect: DatabaseDialect) {
    rules = NameRules(tablesOf: dialect)
    tables = zip(wanted, rules.names(for: wanted)).map { ($0, $1, false) }
  }

  /// All names so far.
  var all: [String] { tables.map(\.name) }

  /// The name of the table that is begun next; each is begun once.
  mutating func next(_ wanted: String) -> String {
    let place = tables.firstIndex {
      !$0.isBegun && $0.wanted.utf8.elementsEqual(wanted.utf8)
    }
    if let place {
      tables[place].isBegun = true
      return tables[place].name
    }
    let name = rules.names(for: [wanted], besides: all)[0]
    tables.append((wanted, name, true))
    return name
  }
}
