import RowcastTabular

/// Holds the fields of a chunk against what is known of their columns, while a sink writes them.
struct FieldCheck {
  private let known: KnownColumns?
  private let columns: [KnownColumns.Column]
  private let hasPlainFields: Bool
  /// Whether a field tells something new of its column.
  private(set) var isNew = false

  /// - Parameter known: nil where nothing is to be learned.
  init(_ known: KnownColumns?, width: Int) {
    self.known = known
    columns = known?.columns ?? [KnownColumns.Column](repeating: .settled, count: width)
    hasPlainFields = known?.hasPlainFields ?? true
  }

  /// - Parameter others: one bit for each of the first 64 bytes of the field that is no digit.
  @inline(__always)
  mutating func look(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, column: Int,
    others: @autoclosure () -> UInt64
  ) {
    guard column < columns.count else {
      // A column that nobody knows is new by itself.
      isNew = isNew || known != nil
      return
    }
    let known = columns[column]
    if known.isSettled { return }
    let isKnown =
      (hasPlainFields ? PlainField.isKnown(known, bytes, start, end, traits, others()) : nil)
      ?? has(bytes, start, end, traits, column, known)
    if !isKnown { isNew = true }
  }

  @inline(never)
  private func has(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ column: Int,
    _ known: KnownColumns.Column
  ) -> Bool {
    self.known?.has(bytes, start, end, traits, column: column, known) ?? true
  }
}
