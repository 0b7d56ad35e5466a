internal import RowcastTabular

/// What was seen of a column's values.
struct ColumnFacts: Sendable {
  private var kinds: UInt16 = 0
  private(set) var count = 0
  /// Whether every text so far is an ISO 8601 date or time; without texts it does not matter.
  private(set) var isTemporal = true
  private var temporalKinds: UInt16 = 0

  mutating func see(_ cell: Cell, _ batch: RecordBatch, recognizesDates: Bool) {
    kinds |= Self.bit(cell.kind)
    count += 1
    guard cell.kind == .text, isTemporal, recognizesDates else { return }
    let parsed = batch.text.withUnsafeBufferPointer {
      TemporalText.parse(
        UnsafeBufferPointer(rebasing: $0[cell.textOffset..<(cell.textOffset + cell.textLength)]))
    }
    if let parsed {
      temporalKinds |= Self.bit(parsed.kind)
    } else {
      isTemporal = false
    }
  }

  mutating func merge(_ other: ColumnFacts) {
    kinds |= other.kinds
    count += other.count
    isTemporal = isTemporal && other.isTemporal
    temporalKinds |= other.temporalKinds
  }

  /// Whether the column's texts are read as dates: all of them can be, and there is nothing else.
  func isRead(asDates recognizesDates: Bool) -> Bool {
    recognizesDates && isTemporal && kinds == Self.bit(.text) && temporalKind != nil
  }

  private var temporalKind: ColumnKind? {
    switch temporalKinds {
    case Self.bit(.date): .date
    case Self.bit(.time): .time
    case Self.bit(.duration): .duration
    case Self.bit(.dateTime), Self.bit(.dateTime) | Self.bit(.date): .dateTime
    default: nil
    }
  }

  func kind(recognizesDates: Bool) -> ColumnKind {
    if isRead(asDates: recognizesDates), let kind = temporalKind { return kind }
    switch kinds {
    case 0: return .empty
    case Self.bit(.boolean): return .boolean
    case Self.bit(.integer): return .integer
    case Self.bit(.decimal), Self.bit(.decimal) | Self.bit(.integer): return .decimal
    case Self.bit(.text): return .text
    default: return .mixed
    }
  }

  private static func bit(_ kind: Cell.Kind) -> UInt16 { 1 << UInt16(kind.rawValue) }
}
