/// Reads the fields of a chunk for what they tell about their columns.
struct EvidenceSink: RecordSink {
  private let bytes: UnsafePointer<UInt8>
  private let classifier: ValueClassifier
  private let fieldText: FieldText
  private let expectedWidth: Int
  private let rowLimit: Int
  private var column = 0
  private var pending: [ChunkEvidence.First] = []
  private(set) var evidence = ChunkEvidence()

  init(
    bytes: UnsafePointer<UInt8>, classifier: ValueClassifier, fieldText: FieldText,
    expectedWidth: Int, rowLimit: Int
  ) {
    self.bytes = bytes
    self.classifier = classifier
    self.fieldText = fieldText
    self.expectedWidth = expectedWidth
    self.rowLimit = rowLimit
    evidence.kinds = Array(repeating: [], count: expectedWidth)
    evidence.missing = Array(repeating: 0, count: expectedWidth)
  }

  mutating func field(_ start: Int, _ end: Int, _ traits: FieldTraits) {
    defer { column += 1 }
    if column >= evidence.kinds.count {
      evidence.kinds.append([])
      // In the rows before, this column was missing.
      evidence.missing.append(UInt32(truncatingIfNeeded: evidence.rowCount))
    }
    let text = UnsafeBufferPointer(start: bytes + start, count: end - start)
    var kinds: ValueKinds
    if traits.isEmpty {
      kinds = classifier.kinds(of: text)
    } else if traits.contains(.encoded) {
      kinds = .text
    } else {
      kinds = classifier.kinds(of: text)
      kinds = kinds == .empty ? .quotedEmpty : kinds.union(.quotedValue)
    }
    if !kinds.isDisjoint(with: .missing) { evidence.missing[column] += 1 }
    let seen = evidence.kinds[column]
    if !seen.isSuperset(of: kinds) {
      evidence.kinds[column] = seen.union(kinds)
      note(kinds.subtracting(seen), start, end, traits)
    }
  }

  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if column != expectedWidth {
      if column < expectedWidth { evidence.shortRows += 1 } else { evidence.longRows += 1 }
      if evidence.raggedLine == nil {
        evidence.raggedLine = line
        evidence.raggedWidth = column
      }
    }
    for missing in column..<max(column, evidence.kinds.count) {
      evidence.missing[missing] += 1
      if !evidence.kinds[missing].contains(.empty) { evidence.kinds[missing].insert(.empty) }
    }
    if !pending.isEmpty {
      for var first in pending {
        first.line = line
        evidence.firsts.append(first)
      }
      pending.removeAll()
    }
    column = 0
    evidence.rowCount += 1
    return evidence.rowCount < rowLimit
  }

  /// Keeps a value as the example of its kinds; the record's line is known at its end.
  private mutating func note(
    _ kinds: ValueKinds, _ start: Int, _ end: Int, _ traits: FieldTraits
  ) {
    let shown = fieldText.bytes(bytes, start, min(end, start + 160), traits)
    pending.append(
      ChunkEvidence.First(
        column: column, kinds: kinds, line: 0, text: String(decoding: shown, as: UTF8.self)))
  }
}
