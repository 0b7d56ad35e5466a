/// Limits on what an input may hold; those that are nil are the readers' own, which real files do
/// not meet.
public struct ReadLimits: Sendable, Hashable {
  /// The bytes of an input, decompressed ones too.
  public var inputBytes: Int?
  /// The bytes of one part of a workbook.
  public var entryBytes: Int?
  /// How many times larger than its packed form a part may be.
  public var ratio: Int?
  /// The parts of a workbook.
  public var entries: Int?
  /// The bytes of one row of a sheet.
  public var rowBytes: Int?
  /// The bytes of one cell.
  public var cellBytes: Int?
  /// The cells that repeats make in one piece of a sheet.
  public var repeatedCells: Int?
  /// The shared strings of a workbook, and their bytes.
  public var sharedStrings: Int?
  /// The bytes of the shared strings of a workbook.
  public var sharedStringBytes: Int?
  /// The styles, sheets, tables and names of a workbook, of each.
  public var items: Int?
  /// How deep XML elements or JSON values are nested.
  public var depth: Int?
  /// The bytes of one record.
  public var recordBytes: Int?
  /// The fields of one record.
  public var columns: Int?

  /// How many times larger than the input what is written may be.
  public var outputRatio: Int?
  /// How many times larger than the input a table in memory may be.
  public var tableRatio: Int?

  /// No limit is changed.
  public init() {}

  /// A limit by the name that options give it.
  struct Declaration: Sendable {
    let name: String
    let path: any WritableKeyPath<ReadLimits, Int?> & Sendable
    let inputs: Set<InputKind>
  }

  static let all: [Declaration] = [
    Declaration(name: "input-bytes", path: \.inputBytes, inputs: [.workbook, .delimited, .json]),
    Declaration(name: "entry-bytes", path: \.entryBytes, inputs: [.workbook]),
    Declaration(name: "ratio", path: \.ratio, inputs: [.workbook]),
    Declaration(name: "entries", path: \.entries, inputs: [.workbook]),
    Declaration(name: "row-bytes", path: \.rowBytes, inputs: [.workbook]),
    Declaration(name: "cell-bytes", path: \.cellBytes, inputs: [.workbook]),
    Declaration(name: "repeated-cells", path: \.repeatedCells, inputs: [.workbook]),
    Declaration(name: "shared-strings", path: \.sharedStrings, inputs: [.workbook]),
    Declaration(name: "shared-string-bytes", path: \.sharedStringBytes, inputs: [.workbook]),
    Declaration(name: "items", path: \.items, inputs: [.workbook]),
    Declaration(name: "depth", path: \.depth, inputs: [.workbook, .json]),
    Declaration(name: "record-bytes", path: \.recordBytes, inputs: [.delimited, .json]),
    Declaration(name: "columns", path: \.columns, inputs: [.delimited]),
    Declaration(name: "output-ratio", path: \.outputRatio, inputs: InputKind.all),
    Declaration(name: "table-ratio", path: \.tableRatio, inputs: InputKind.all),
  ]
}

extension OptionSyntax where Value == ReadLimits {
  /// Limits by their names.
  static var limits: OptionSyntax {
    let names = ReadLimits.all.map(\.name)
    var syntax = OptionSyntax(
      takes: "LIMIT=N, such as entry-bytes=4000000000, with a limit of \(names.alternatives)",
      placeholder: "limit=n", form: .repeated, hints: names,
      example: "{ entry-bytes: 4000000000 }",
      schema: #""type": "object", "additionalProperties": false, "properties": { "#
        + names.map { #""\#($0)": { "type": "integer", "minimum": 1 }"# }.joined(separator: ", ")
        + " }",
      read: { value, before in
        guard let pairs = value.pairs else { return nil }
        var limits = before ?? ReadLimits()
        for (name, value) in pairs {
          guard let limit = ReadLimits.all.first(where: { $0.name == name }),
            let number = value.number.flatMap({ Int($0) }), number > 0
          else { return nil }
          limits[keyPath: limit.path] = number
        }
        return limits
      })
    syntax.completion = .list(names.map { $0 + "=" })
    return syntax
  }
}
