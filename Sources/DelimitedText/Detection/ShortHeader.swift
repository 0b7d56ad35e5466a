import RowcastTabular

extension SampleTable {
  /// The first field of a header of which all records have one field less, where it ends in a colon and so
  /// names the table: `Data:  x  y`.
  func label(before header: Int) -> String? {
    let records = rows.dropFirst(header + 1)
    guard let first = rows[header].fields.first, rows[header].width > 1, records.count >= 2,
      records.allSatisfy({ $0.width == rows[header].width - 1 }), text(first).hasSuffix(":")
    else { return nil }
    return text(first)
  }
}

/// What a header leaves without a name that has one name less than all records have fields.
///
/// R writes tables so, whose first column has the names of rows; in other files the last column was added
/// and not named, or a comma that is a decimal mark was taken for a delimiter. Names of rows are all
/// different, and words, or numbers that count or stand in quotes; and no name in the header is one that fits the first
/// column (`date` over days) rather than the second.
enum ShortHeader {
  case rowNames, lastUnnamed

  /// - Parameter first: the first record; nil where the records are not one field longer.
  init?(_ table: SampleTable, header: Int, first: Int) {
    let width = table.rows[header].width + 1
    let records = table.rows.dropFirst(first)
    // A delimiter at the end of each record is another matter.
    guard records.count >= 2, records.allSatisfy({ $0.width == width }),
      records.contains(where: { table.kind($0.fields.upperBound - 1) != .empty }),
      records.allSatisfy({ table.kind($0.fields.lowerBound) != .empty })
    else { return nil }
    let labels = records.map(\.fields.lowerBound)
    let name = table.rows[header].fields.first.map { table.text($0).lowercased() } ?? ""
    self =
      Self.areRowNames(labels, table) && !Self.fits(name, labels, table) ? .rowNames : .lastUnnamed
  }

  private static func areRowNames(_ labels: [Int], _ table: SampleTable) -> Bool {
    guard Set(labels.map { table.raw($0) }).count == labels.count else { return false }
    guard labels.allSatisfy({ table.kind($0) == .number }) else { return true }
    // Numbers in quotes are names.
    if labels.allSatisfy({ table.fields[$0].traits.contains(.quoted) }) { return true }
    let numbers = labels.compactMap { Int(table.text($0)) }
    return numbers.count == labels.count
      && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 && $1 - 1 == $0 }
  }

  /// Whether a name says what the labels are.
  private static func fits(_ name: String, _ labels: [Int], _ table: SampleTable) -> Bool {
    let kinds = Set(labels.map { table.kind($0) })
    let words: Set<String> =
      if kinds.isSubset(of: [.date, .time, .figures]) {
        [
          "date", "datum", "data", "fecha", "time", "timestamp", "datetime", "zeit", "day", "tag",
          "jour", "dia", "день", "дата", "日期", "日付", "时间", "時間",
        ]
      } else if kinds == [.address] {
        ["mail", "email", "url", "link", "web", "website", "address"]
      } else if kinds == [.number] {
        ["id", "no", "nr", "num", "number", "index"]
      } else {
        ["name", "nom", "nombre", "naam", "nome", "имя", "名", "名称", "姓名", "名前"]
      }
    return name.split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  var reason: String {
    switch self {
    case .rowNames: "the first column, of row names, has none"
    case .lastUnnamed: "the last column has none"
    }
  }

  /// What is told of it.
  var message: String {
    switch self {
    case .rowNames:
      "the records have one field more than the header has names; the first was taken for row names"
    case .lastUnnamed:
      "the records have one field more than the header has names; the last one was left without"
    }
  }
}
