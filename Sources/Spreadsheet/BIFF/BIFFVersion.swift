internal import RowcastFileIO

/// The versions of the stream that differ for a reader.
enum BIFFVersion: Int, Sendable, Comparable {
  case biff2 = 2
  case biff3 = 3
  case biff4 = 4
  case biff5 = 5
  case biff8 = 8

  static func < (one: BIFFVersion, other: BIFFVersion) -> Bool { one.rawValue < other.rawValue }

  /// Excel 97 and later have 65,536 rows; before there are 16,384, which nobody needs to be told.
  static let columnLimit = 256
}

/// What a BOF record says ([MS-XLS] 2.4.21).
struct SubstreamStart {
  enum Kind { case globals, workspace, sheet, chart, macros, other }
  let version: BIFFVersion
  let kind: Kind

  /// Nil for a record that begins no substream.
  init?(_ record: RecordCursor) {
    let payload = record.payload
    guard RecordType.beginnings.contains(record.type),
      let stated = record.window.span.littleEndian16(at: payload.lowerBound), payload.count >= 4,
      let type = record.window.span.littleEndian16(at: payload.lowerBound + 2)
    else { return nil }
    version =
      switch record.type {
      case 0x0009: .biff2
      case 0x0209: .biff3
      case 0x0409: .biff4
      default:
        switch stated {
        case 0x0200: .biff2
        case 0x0300: .biff3
        case 0x0400: .biff4
        case 0x0600: .biff8
        default: .biff5
        }
      }
    kind =
      switch type {
      case 0x0005: .globals
      case 0x0010: .sheet
      case 0x0020: .chart
      case 0x0040: .macros
      case 0x0100: .workspace
      default: .other
      }
  }
}
