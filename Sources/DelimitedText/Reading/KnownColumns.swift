import RowcastTabular
import Synchronization

/// What the first rows have told of the columns, against which all others are held.
///
/// A pass that writes the fields can see by itself whether they tell more: most fields are such as
/// ``PlainField`` knows at a glance. Only a chunk with a field of a new kind is walked once more for
/// all that it tells, and what it told is known from then on: later chunks, whatever their order, need not
/// tell it again.
final class KnownColumns: Sendable {
  /// Whether nothing can be learned but the number of records.
  let isAll: Bool
  private let seen: Mutex<[Column]>
  private let rules: ColumnRules
  private let fieldText: FieldText

  init(
    _ evidence: FileEvidence, _ modes: [ColumnDecision.Mode], _ rules: ColumnRules,
    _ grammar: Grammar
  ) {
    let columns = zip(evidence.columns, modes).map { column, mode in
      let isSettled = mode == .skip || mode == .text && column.kinds.contains(.settled)
      return Column(
        kinds: column.kinds.union(isSettled ? .settled : []), readings: column.readings,
        isSettled: isSettled)
    }
    isAll = columns.allSatisfy(\.isSettled)
    seen = Mutex(columns)
    self.rules = rules
    fieldText = FieldText(grammar)
  }

  /// What is known of a column.
  struct Column: BitwiseCopyable, Sendable {
    var kinds: ValueKinds
    var readings: Readings
    /// Whether the type cannot change any more, whatever the rows to come hold: a text that can be read
    /// as nothing else, or a column that is not wanted.
    var isSettled: Bool

    /// A column of which nothing is to be learned.
    static let settled = Column(kinds: [], readings: .all, isSettled: true)
  }

  /// The classes of bytes that a sink needs that writes JSON or cells, and tells what is new.
  var byteClass: ByteClass { isAll ? .escaped : .both }

  /// Whether ``PlainField`` knows what fields are: the options give no values another meaning.
  var hasPlainFields: Bool { rules.isPlain }

  /// What is known by now.
  var columns: [Column] { seen.withLock { $0 } }

  /// Adds what a chunk told that counts.
  func add(_ evidence: ChunkEvidence) {
    seen.withLock { seen in
      for i in seen.indices where i < evidence.kinds.count && i < evidence.readings.count {
        seen[i].kinds.formUnion(evidence.kinds[i])
        seen[i].readings.formIntersection(evidence.readings[i])
      }
    }
  }

  /// Whether a field tells nothing new, by all its bytes.
  func has(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, column: Int,
    _ known: Column
  ) -> Bool {
    let found = rules.kinds(ofField: bytes, start, end, traits, fieldText, column: column)
    guard known.kinds.isSuperset(of: found) else { return false }
    guard found.contains(.text), !known.readings.isEmpty else { return true }
    if traits.contains(.encoded) { return false }
    let text = bytes.extracting(start..<end)
    return rules.readings(of: text, among: known.readings) == known.readings
  }

  /// What a chunk of so many plain records tells that has nothing new.
  func evidence(rowCount: Int) -> ChunkEvidence {
    let columns = columns
    var evidence = ChunkEvidence()
    evidence.kinds = columns.map(\.kinds)
    evidence.readings = columns.map(\.readings)
    evidence.missing = columns.map { $0.kinds.contains(.empty) ? 1 : 0 }
    evidence.words = [UInt32](repeating: 0, count: columns.count)
    evidence.marks = evidence.words
    evidence.rowCount = rowCount
    evidence.fieldCount = rowCount * columns.count
    return evidence
  }
}
