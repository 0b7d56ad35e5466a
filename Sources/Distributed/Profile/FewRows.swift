import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// Some different rows of all, each with how often it comes: those with the smallest marks.
///
/// A sketch of minimum values (Bar-Yossef and others, 2002): marks are spread evenly, so the smallest
/// are a fair sample of the different rows, and the same one in whatever parts and order rows came.
/// A row that is among the smallest of all is among those of each part that has it, so its count is
/// exact.
struct FewRows: Sendable, Equatable {
  /// The most different rows that are kept.
  static let limit = 20_000

  struct Entry: Sendable, Equatable {
    var count: Int
    /// One text for each column: `=` and the bits of a number, `'` and a text, or nothing.
    var cells: [String]
  }

  private(set) var rows: [UInt64: Entry] = [:]
  /// The largest mark that may be kept; that of every row as long as there is room.
  private(set) var bound: UInt64

  /// - Parameter bound: rows with larger marks are left out.
  init(bound: UInt64 = .max) { self.bound = bound }

  mutating func add(_ table: Table) {
    for (row, mark) in table.rowMarks().enumerated() where mark <= bound {
      if rows[mark] != nil {
        rows[mark]?.count += 1
      } else {
        rows[mark] = Entry(count: 1, cells: table.columns.map { Self.cell($0, row) })
        if rows.count > 2 * Self.limit { prune() }
      }
    }
  }

  mutating func merge(_ other: FewRows) {
    bound = min(bound, other.bound)
    for (mark, entry) in other.rows where mark <= bound {
      if rows[mark] != nil {
        rows[mark]?.count += entry.count
      } else {
        rows[mark] = entry
      }
    }
    prune()
  }

  private mutating func prune() {
    if rows.count > Self.limit { bound = rows.keys.sorted()[Self.limit - 1] }
    if let largest = rows.keys.max(), largest > bound { rows = rows.filter { $0.key <= bound } }
  }

  /// The rows as a table, in the order of their marks, each as often as it comes, or all thinned out
  /// alike when they are more than `most`.
  func table(of format: LineFormat, most: Int) -> Table {
    var pruned = self
    pruned.prune()
    let kept = pruned.rows.sorted { $0.key < $1.key }
    let total = kept.reduce(0) { $0 + $1.value.count }
    let share = total > most ? Double(most) / Double(total) : 1
    var entries: [Entry] = []
    for (mark, entry) in kept {
      // The fraction of a row is rounded by a number that is drawn from its mark.
      let draw = Double(SplitMix64.mixed(mark) >> 11) * 0x1p-53
      let copies = share == 1 ? entry.count : Int(Double(entry.count) * share + draw)
      entries += repeatElement(entry, count: copies)
    }
    return Table(
      columns: format.columns.enumerated().map { place, column in
        let cells = entries.map { $0.cells.indices.contains(place) ? $0.cells[place] : "" }
        if column.isNumber {
          let values = cells.map { cell in
            UInt64(cell.dropFirst(), radix: 16).map { Double(bitPattern: $0) } ?? .nan
          }
          return TypedColumn(name: column.name, kind: .decimal, numbers: values)
        }
        return TypedColumn(
          name: column.name, texts: cells.map { $0.isEmpty ? nil : String($0.dropFirst()) })
      }, rowCount: entries.count)
  }

  private static func cell(_ column: TypedColumn, _ row: Int) -> String {
    switch column.values {
    case .numbers(let values):
      values[row].isFinite ? "=" + String(values[row].bitPattern, radix: 16) : ""
    case .texts(let codes, let texts): texts[Int(codes[row])].map { "'" + $0 } ?? ""
    }
  }
}

// One text: rows by line feeds, in them mark, count and cells by tabs; both are escaped in cells.
extension FewRows: Codable {
  private enum CodingKeys: String, CodingKey { case rows, bound }

  /// - Throws: `DecodingError` for a text that no sketch writes.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    bound = try values.decode(UInt64.self, forKey: .bound)
    let text = try values.decode(String.self, forKey: .rows)
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count >= 2, let mark = UInt64(parts[0], radix: 16), let count = Int(parts[1]),
        count > 0, rows[mark] == nil
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .rows, in: values, debugDescription: "no row with its mark and count")
      }
      rows[mark] = Entry(count: count, cells: parts.dropFirst(2).map(Self.unescaped))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var pruned = self
    pruned.prune()
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(pruned.bound, forKey: .bound)
    var text = ""
    for (mark, entry) in pruned.rows.sorted(by: { $0.key < $1.key }) {
      text += String(mark, radix: 16) + "\t\(entry.count)"
      for cell in entry.cells { text += "\t" + Self.escaped(cell) }
      text += "\n"
    }
    try values.encode(text, forKey: .rows)
  }

  private static func escaped(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x5C }) else { return cell }
    return String(
      decoding: cell.utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case 0x09: Array("\\t".utf8)
        case 0x0A: Array("\\n".utf8)
        case 0x5C: Array("\\\\".utf8)
        default: [byte]
        }
      }, as: UTF8.self)
  }

  private static func unescaped(_ cell: Substring) -> String {
    guard cell.utf8.contains(0x5C) else { return String(cell) }
    var bytes: [UInt8] = []
    var isEscape = false
    for byte in cell.utf8 {
      if isEscape {
        bytes.append(byte == UInt8(ascii: "t") ? 0x09 : byte == UInt8(ascii: "n") ? 0x0A : byte)
        isEscape = false
      } else if byte == 0x5C {
        isEscape = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
