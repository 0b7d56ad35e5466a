internal import RowcastTabular
import RowcastMachine

extension StrengthMeter {
  /// The most rows whose texts are read.
  static let textLimit = 5_000
  /// The most words of one text.
  private static let wordLimit = 400

  /// The strength of what the words of texts say together: each row's score is by the words of the rows of
  /// other folds (naive Bayes), and judged as a number is.
  func strengthOfWords(of column: TypedColumn) -> Double {
    let terms = words(of: column)
    let width = classCount
    let count = 1 + (terms.lazy.flatMap { $0 }.max() ?? -1)
    guard count > 0, count * width <= Self.counterLimit / (Self.foldCount + 1) else { return 0 }
    // Rows of each class, and of each word in it: of all rows, and of each fold.
    var total = [Double](repeating: 0, count: (count + 1) * width)
    var byFold = [[Double]](repeating: total, count: Self.foldCount)
    for (i, own) in terms.enumerated() {
      for term in own + [count] {
        total[term * width + Int(classes[i])] += 1
        byFold[Int(fold[i])][term * width + Int(classes[i])] += 1
      }
    }
    let scores = terms.indices.map { i -> [Double] in
      let held = byFold[Int(fold[i])]
      return (0..<width).map { label in
        let rows = total[count * width + label] - held[count * width + label]
        return terms[i].reduce(Elementary.log(rows + 1)) { sum, term in
          let place = term * width + label
          return sum + Elementary.log((total[place] - held[place] + 1) / (rows + 2))
        }
      }
    }
    if width == 2 {
      return strength(
        of: scores.indices.map { terms[$0].isEmpty ? .nan : scores[$0][1] - scores[$0][0] })
    }
    let likeliest = scores.indices.map { row in
      terms[row].isEmpty ? width : (0..<width).max { scores[row][$0] < scores[row][$1] } ?? 0
    }
    return strength(bins: likeliest, count: width + 1)
  }

  /// The different words of each row's text, those that at least two rows have.
  private func words(of column: TypedColumn) -> [[Int]] {
    var options = TextOptions()
    options.words = 1
    let tokenizer = Tokenizer(options: options)
    let view = column.levels()
    var interner = StringInterner()
    var terms = Tokenizer.Terms()
    var known: [UInt32: [Int]] = [:]
    var counts: [Int] = []
    let all = rows.map { row -> [Int] in
      let code = view.codes[row]
      guard code != TypedColumn.missingCode else { return [] }
      var own = known[code] ?? []
      if known[code] == nil {
        view.dictionary.withText(Int(code)) { tokenizer.cut($0, into: &terms) }
        var found: Set<Int> = []
        terms.forEach { if found.count < Self.wordLimit { found.insert(Int(interner.intern($0))) } }
        own = found.sorted()
        known[code] = own
      }
      if let last = own.last, last >= counts.count {
        counts += [Int](repeating: 0, count: last + 1 - counts.count)
      }
      for term in own { counts[term] += 1 }
      return own
    }
    var places = [Int](repeating: 0, count: counts.count)
    var next = 0
    for term in counts.indices where counts[term] > 1 {
      places[term] = next
      next += 1
    }
    return all.map { own in own.filter { counts[$0] > 1 }.map { places[$0] } }
  }
}
