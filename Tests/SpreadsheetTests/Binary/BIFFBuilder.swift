import RowcastFileIO

/// Writes streams of BIFF records, and the compound files that hold them.
struct BIFFBuilder {
  /// 2, 3, 4, 5 or 8.
  var version = 8
  /// Records of the workbook, before its list of sheets.
  var globals: [UInt8] = []
  var sheets: [(name: String, state: UInt8, records: [UInt8])] = []

  init(version: Int = 8, globals: [UInt8] = [], _ records: [UInt8]...) {
    self.version = version
    self.globals = globals
    for (i, records) in records.enumerated() { sheets.append(("Sheet\(i + 1)", 0, records)) }
  }

  /// The records of a bare sheet: versions before 5 have nothing else.
  var bareSheet: [UInt8] {
    let beginning: [Int: Int] = [2: 0x0009, 3: 0x0209, 4: 0x0409, 5: 0x0809, 8: 0x0809]
    let stated = Self.half(version == 8 ? 0x600 : 0x500) + Self.half(0x10)
    let spare = [UInt8](repeating: 0, count: version == 2 ? 0 : version < 5 ? 2 : 4)
    return Self.record(beginning[version] ?? 0x0809, stated + spare)
      + globals + (sheets.first?.records ?? []) + Self.end
  }

  /// The stream of a workbook.
  var stream: [UInt8] {
    let stated = version == 8 ? 0x600 : 0x500
    let beginning = { (kind: Int) in
      Self.record(0x0809, Self.half(stated) + Self.half(kind) + Self.half(0) + Self.half(0))
    }
    func listed(_ offsets: [Int]) -> [UInt8] {
      zip(sheets, offsets).flatMap { sheet, offset in
        let name = Array(sheet.name.utf8)
        return Self.record(
          0x85,
          Self.word(offset) + [sheet.state, 0, UInt8(name.count)] + (version == 8 ? [0] : [])
            + name)
      }
    }
    var offset =
      (beginning(5) + globals + listed(sheets.map { _ in 0 }) + Self.end).count
    var offsets: [Int] = []
    var bodies: [UInt8] = []
    for sheet in sheets {
      let body = beginning(0x10) + sheet.records + Self.end
      offsets.append(offset)
      offset += body.count
      bodies += body
    }
    return beginning(5) + globals + listed(offsets) + Self.end + bodies
  }

  /// The workbook in its container.
  var file: [UInt8] {
    let sink = MemorySink()
    _ = try? CompoundFileWriter([.stream(version == 8 ? "Workbook" : "Book", stream)])
      .write(to: sink)
    return sink.bytes
  }

  static let end = record(0x0A, [])

  static func record(_ type: Int, _ data: [UInt8]) -> [UInt8] {
    half(type) + half(data.count) + data
  }

  /// Pieces one behind the other.
  static func all(_ pieces: [UInt8]...) -> [UInt8] { pieces.flatMap { $0 } }

  static func half(_ value: Int) -> [UInt8] { [UInt8](littleEndian: UInt16(value)) }
  static func word(_ value: Int) -> [UInt8] {
    [UInt8](littleEndian: UInt32(truncatingIfNeeded: value))
  }
  static func double(_ value: Double) -> [UInt8] { [UInt8](littleEndian: value.bitPattern) }

  /// A cell's record: where it stands, how it looks, and its value.
  static func cell(
    _ type: Int, _ row: Int, _ column: Int, style: Int = 0, _ value: [UInt8]
  ) -> [UInt8] {
    record(type, half(row) + half(column) + half(style) + value)
  }

  static func number(_ row: Int, _ column: Int, _ value: Double, style: Int = 0) -> [UInt8] {
    cell(0x203, row, column, style: style, double(value))
  }

  static func shared(_ row: Int, _ column: Int, _ index: Int) -> [UInt8] {
    cell(0xFD, row, column, word(index))
  }

  /// A text of BIFF8 in one byte a character, its length before it in two.
  static func text(_ text: String) -> [UInt8] {
    half(text.unicodeScalars.count) + [0] + text.unicodeScalars.map { UInt8($0.value) }
  }

  /// A text of BIFF8 in UTF-16.
  static func wide(_ text: String) -> [UInt8] {
    half(text.utf16.count) + [1] + text.utf16.flatMap { [UInt8](littleEndian: $0) }
  }

  static func sharedStrings(_ first: [UInt8], _ others: [UInt8]...) -> [UInt8] {
    record(0xFC, word(9) + word(9) + first) + others.flatMap { record(0x3C, $0) }
  }

  static func cellFormat(_ format: Int) -> [UInt8] {
    record(0xE0, half(0) + half(format) + [UInt8](repeating: 0, count: 16))
  }

  static func format(_ id: Int, _ code: String) -> [UInt8] {
    record(0x41E, half(id) + text(code))
  }

  static func formula(
    _ row: Int, _ column: Int, _ result: [UInt8], style: Int = 0
  ) -> [UInt8] {
    cell(0x06, row, column, style: style, result + half(0) + word(0) + half(0))
  }
}
