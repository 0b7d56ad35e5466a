import RowcastMachine
internal import RowcastTabular

/// All bytes of a record that do not depend on its values, worked out once from schema and options.
///
/// Every key begins with a comma, and the first comma of a record is then replaced by `opener`, so
/// that it does not matter which column comes first:
///
///     {"name":"Ann","age":31}
///     ^ opener over `,"name":`  ^ `,"age":`  ^ rowTail
///
/// In arrays a key is the comma alone.
struct RecordLayout: Sendable {
  /// The keys, one behind the other, with zeros at the end so that words may be read beyond.
  let keys: [UInt8]
  let keyEnds: [Int]
  /// The fields in front of the columns; their keys come first in ``keys``.
  let provenance: [Provenance]
  /// The source column of each column.
  let sources: [UInt32]
  /// Whether the columns are written in the order in which cells come.
  let isOrdered: Bool
  /// The last source column of the schema, or -1.
  let lastSource: Int
  /// Whether values stand under names, not in arrays.
  let isKeyed: Bool
  let opener: UInt8
  /// Before each record, its comma left out before the first one.
  let rowLead: [UInt8]
  let rowTail: [UInt8]
  /// Before a name, or in arrays before a value; begins with the comma.
  let separator: [UInt8]
  /// Between a name and its value.
  let colon: [UInt8]
  /// The names of all fields, provenance first.
  let names: [String]

  enum Provenance: Sendable { case sheet, row }

  init(schema: Schema, options: JSONRecordOptions, hasSheet: Bool) {
    let isLines = options.shape == .lines
    let isPretty = options.isPretty && !isLines
    let indent = !isPretty ? "" : options.shape == .split ? "    " : "  "
    isKeyed = isLines || options.shape == .records
    opener = isKeyed ? UInt8(ascii: "{") : UInt8(ascii: "[")
    rowLead = isLines ? [] : Array(",\n\(indent)".utf8)
    let isSpread = isPretty && isKeyed
    rowTail = Array(
      ((isSpread ? "\n\(indent)" : "") + (isKeyed ? "}" : "]") + (isLines ? "\n" : "")).utf8)
    separator = Array((isSpread ? ",\n\(indent)  " : ",").utf8)
    colon = Array((isSpread ? ": " : ":").utf8)

    sources = schema.columns.map { UInt32(clamping: $0.source) }
    isOrdered = zip(sources, sources.dropFirst()).allSatisfy { $0 < $1 }
    lastSource = schema.sourceCount - 1
    let wantsSheet = hasSheet && (options.hasProvenance || options.hasSheet)
    provenance = (wantsSheet ? [.sheet] : []) + (options.hasProvenance ? [.row] : [])
    names = provenance.map { Self.name(of: $0, besides: schema) } + schema.names

    var keys: [UInt8] = []
    var ends: [Int] = []
    for name in names {
      keys += separator
      if isKeyed { keys += Self.quoted(name) + colon }
      ends.append(keys.count)
    }
    self.keys = keys + Array(repeating: 0, count: ShortCopy.slack)
    keyEnds = ends
  }

  /// About the bytes of a record without values: `null` for each.
  var recordBytes: Int {
    (keyEnds.last ?? 0) + names.count * 4 + rowLead.count + rowTail.count
  }

  /// A name for a provenance field that no column has.
  static func name(of field: Provenance, besides schema: Schema) -> String {
    free(field == .sheet ? "_sheet" : "_row", besides: schema)
  }

  /// The name of a cell's field beyond the schema.
  func key(ofUnknownColumn column: Int, schema: Schema) -> [UInt8] {
    separator + Self.quoted(Self.free("column_\(column + 1)", besides: schema)) + colon
  }

  private static func free(_ base: String, besides schema: Schema) -> String {
    var name = base
    var number = 2
    while schema.index(of: name) != nil {
      name = "\(base)_\(number)"
      number += 1
    }
    return name
  }

  static func quoted(_ name: String) -> [UInt8] {
    var buffer = OutputBytes(capacity: 64)
    buffer.appendQuoted(name)
    return buffer.array()
  }
}
