/// The kinds of cell that a column was seen to hold.
package struct KindSet: OptionSet, Sendable, Hashable {
  package var rawValue: UInt16

  @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable @inline(__always)
  package init(_ kind: Cell.Kind) { rawValue = 1 &<< UInt16(kind.rawValue) }

  package static let texts: KindSet = [KindSet(.text), KindSet(.sharedText)]
  package static let numbers: KindSet = [KindSet(.integer), KindSet(.double), KindSet(.decimal)]
  static let days: KindSet = [KindSet(.date), KindSet(.dateTime)]

  /// Whether values of these kinds can stand on one axis: numbers of any form, days with and
  /// without a time, or any single kind.
  package var isComparable: Bool {
    isSubset(of: .numbers) || isSubset(of: .days) || rawValue & (rawValue &- 1) == 0
  }

  /// The kind of a column that holds these.
  package var columnKind: ColumnKind {
    switch self {
    case []: .empty
    case KindSet(.boolean): .boolean
    case KindSet(.integer): .integer
    case KindSet(.date): .date
    case KindSet(.time): .time
    case KindSet(.duration): .duration
    case _ where isSubset(of: .texts): .text
    case _ where isSubset(of: .numbers): .decimal
    case _ where isSubset(of: .days): .dateTime
    default: .mixed
    }
  }

  /// Appends the text of a number that shares its column with texts; it is of one of these kinds.
  func appendText(of value: Double, to buffer: inout OutputBytes) {
    let isDay =
      contains(KindSet(.date)) && value.truncatingRemainder(dividingBy: 86_400_000) == 0
    let kind: ColumnKind = isSubset(of: .days) && !isEmpty ? isDay ? .date : .dateTime : columnKind
    CellText.append(value, kind: kind, to: &buffer)
  }
}
