import RowcastMachine

/// A column of texts as features: TF-IDF weights of its terms, and measures of how it is written.
///
/// Weight of a term in a text: `(1 + ln count) * idf`, `idf = ln((1 + n) / (1 + texts)) + 1`, then
/// each text's weights divided by their Euclidean length (smoothed as in scikit-learn): those of words
/// and those of runs of characters by lengths of their own, where these are cut from pieces.
public struct FittedText: Sendable, Hashable, Codable {
  /// How texts became terms.
  public var options: TextOptions
  /// The terms in byte order; the place of a term is its feature.
  public var terms: [String]
  /// The training texts that hold each term.
  public var counts: [Int]
  /// Training texts.
  public var textCount: Int
  /// The measures, as numbers with scale and hinges.
  public var measures: [Measure]

  /// One measure of the texts as features.
  public struct Measure: Sendable, Hashable, Codable {
    /// What is measured.
    public var measure: TextMeasure
    /// The measure with its scale and hinges.
    public var number: FittedNumber

    /// The number must be fitted on values of the measure.
    public init(measure: TextMeasure, number: FittedNumber) {
      self.measure = measure
      self.number = number
    }
  }

  /// The terms must be in byte order, with one count each.
  public init(
    options: TextOptions, terms: [String], counts: [Int], textCount: Int,
    measures: [Measure] = []
  ) {
    self.options = options
    self.terms = terms
    self.counts = counts
    self.textCount = textCount
    self.measures = measures
  }

  /// The weight of a term by how few texts hold it.
  public func inverseFrequency(of term: Int) -> Double {
    Elementary.log(Double(1 + textCount) / Double(1 + counts[term])) + 1
  }

  /// The terms that are weighed apart from the others: those runs of characters that are.
  package var apart: Range<Int> {
    guard options.weighsApart else { return terms.count..<terms.count }
    let first = terms.firstIndex { $0.utf8.first == UInt8(ascii: "~") } ?? terms.count
    let end = terms[first...].firstIndex { $0.utf8.first != UInt8(ascii: "~") } ?? terms.count
    return first..<end
  }

  /// Dense features: those of the measures.
  public var denseWidth: Int { measures.reduce(0) { $0 + $1.number.denseWidth } }
}
