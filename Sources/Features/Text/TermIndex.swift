internal import RowcastLinearAlgebra
internal import RowcastTabular
import RowcastMachine

/// Finds the features of texts: a hash table of the terms made once for a fitted text column.
struct TermIndex: Sendable {
  private let text: FittedText
  private let known: StringInterner
  private let weights: [Double]
  private let apart: Range<Int>
  private static let textsPerTask = 512
  private static let rowsPerTask = 8192

  init(_ text: FittedText) {
    self.text = text
    var interner = StringInterner()
    for term in text.terms { _ = interner.intern(term) }
    known = interner
    weights = text.terms.indices.map { text.inverseFrequency(of: $0) }
    apart = text.apart
  }

  /// The sparse rows of a column.
  func block(_ view: LevelView) -> FeatureMatrix.Sparse {
    var used = [Bool](repeating: false, count: view.dictionary.count)
    for code in view.codes where code != TypedColumn.missingCode { used[Int(code)] = true }
    let wanted = used
    let dictionary = view.dictionary
    let texts = mapRows(of: dictionary.count, task: Self.textsPerTask) { codes in
      entries(of: codes, wanted: wanted, in: dictionary)
    }
    let parts = mapRows(of: view.codes.count, task: Self.rowsPerTask) { rows in
      var part = SparseRows()
      part.ends.reserveCapacity(rows.count)
      for row in rows {
        let code = view.codes[row]
        if code != TypedColumn.missingCode {
          let task = texts[Int(code) / Self.textsPerTask]
          let place = Int(code) % Self.textsPerTask
          let range = (place == 0 ? 0 : task.ends[place - 1])..<task.ends[place]
          part.columns.append(contentsOf: task.columns[range])
          part.values.append(contentsOf: task.values[range])
        }
        part.ends.append(part.columns.count)
      }
      return part
    }
    return SparseRows.block(parts, rowCount: view.codes.count, width: text.terms.count)
  }

  private func entries(
    of codes: Range<Int>, wanted: [Bool], in dictionary: StringDictionary
  ) -> SparseRows {
    let tokenizer = Tokenizer(options: text.options)
    var terms = Tokenizer.Terms()
    var found: [UInt32] = []
    var entries = SparseRows()
    for code in codes {
      defer { entries.ends.append(entries.columns.count) }
      guard wanted[code] else { continue }
      let isMissing = dictionary.withText(code) { text in
        if MissingTokens.contains(text.trimmed, amongNumbers: false) { return true }
        tokenizer.cut(text, into: &terms)
        return false
      }
      if isMissing { continue }
      found.removeAll(keepingCapacity: true)
      terms.forEach { if let term = known.code(of: $0) { found.append(term) } }
      found.sort()
      append(found, to: &entries)
    }
    return entries
  }

  /// Appends the weights of a text's terms, given in order with repeats.
  private func append(_ found: [UInt32], to entries: inout SparseRows) {
    let start = entries.columns.count
    // Of words and of runs of characters that are weighed apart.
    var squares = (0.0, 0.0)
    var i = 0
    while i < found.count {
      var end = i + 1
      while end < found.count, found[end] == found[i] { end += 1 }
      let count = Double(end - i)
      let frequency = text.options.sublinear && end - i > 1 ? 1 + Elementary.log(count) : count
      let value = frequency * weights[Int(found[i])]
      if apart.contains(Int(found[i])) {
        squares.1 += value * value
      } else {
        squares.0 += value * value
      }
      entries.columns.append(found[i])
      entries.values.append(value)
      i = end
    }
    func length(_ squares: Double) -> Double { squares > 0 ? squares.squareRoot() : 1 }
    let lengths = (length(squares.0), length(squares.1))
    for place in start..<entries.values.count {
      entries.values[place] /=
        apart.contains(Int(entries.columns[place])) ? lengths.1 : lengths.0
    }
  }
}
