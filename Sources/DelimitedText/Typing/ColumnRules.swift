import RowcastTabular

/// What the options say about the values of each column.
struct ColumnRules: Sendable {
  let classifier: ValueClassifier
  /// Date formats by source column.
  private let formats: [Int: DateFormat]
  private let anyFormat: DateFormat?
  /// Whether the grammar of values without options holds for all columns.
  let isPlain: Bool

  /// - Parameter names: the names of the columns, repaired.
  init(_ options: DelimitedOptions, names: [String]) throws(DelimitedTextError) {
    classifier = try ValueClassifier(options)
    var formats: [Int: DateFormat] = [:]
    var anyFormat: DateFormat?
    for (name, pattern) in options.dateFormats {
      guard let format = DateFormat(pattern) else {
        throw DelimitedTextError(.badOption(DateFormat.refusal(of: pattern)))
      }
      if name == "*" {
        anyFormat = format
      } else if let column = names.firstIndex(of: name) {
        formats[column] = format
      } else {
        throw DelimitedTextError(.noSuchColumn(name, available: names))
      }
    }
    self.formats = formats
    self.anyFormat = anyFormat
    isPlain = classifier.isPlain && formats.isEmpty && anyFormat == nil
  }

  /// The date format that was named for a column.
  func format(column: Int) -> DateFormat? { formats[column] ?? anyFormat }

  @inline(__always)
  func kinds(of text: Span<UInt8>, column: Int) -> ValueKinds {
    if isPlain { return ValueClassifier.plainKinds(of: text) }
    return specialKinds(of: text, column: column)
  }

  /// What a field is, in quotes or without.
  func kinds(
    ofField bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits,
    _ fieldText: FieldText, column: Int
  ) -> ValueKinds {
    if traits.contains(.encoded) {
      return encodedKinds(of: fieldText.bytes(bytes, start, end, traits), column: column)
    }
    let found = kinds(of: bytes.extracting(start..<end), column: column)
    if traits.isEmpty { return found }
    return found == .empty ? .quotedEmpty : found.union(.quotedValue)
  }

  private func specialKinds(
    of text: Span<UInt8>, column: Int
  ) -> ValueKinds {
    if let format = format(column: column), format.value(text) != nil { return .formatted }
    return classifier.kinds(of: text)
  }

  /// Those of `wanted` that a text of any column admits.
  func readings(of text: Span<UInt8>, among wanted: Readings) -> Readings {
    Readings.of(text, among: wanted, named: classifier.named)
  }

  /// What a field with doubled quotes or escapes is: text, unless a word was named so.
  func encodedKinds(of text: [UInt8], column: Int) -> ValueKinds {
    if isPlain { return .text }
    let kinds = specialKinds(of: text.span, column: column)
    return kinds == .nullToken ? kinds : .text
  }
}
