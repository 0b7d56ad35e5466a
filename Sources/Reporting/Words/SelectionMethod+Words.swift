package import RowcastModeling

extension SelectionMethod {
  /// How it was chosen, as the end of a sentence.
  package var words: String {
    func sample(_ rows: Int?) -> String {
      rows.map { " of a sample of \(NumberWords.count($0)) rows" } ?? ""
    }
    switch self {
    case .asked: return "as asked"
    case .unbent(let rows):
      return "no column of numbers bends, tested on a sample of \(NumberWords.count(rows)) rows"
    case .folds(let folds, let rows): return "\(folds)-fold cross-validation" + sample(rows)
    case .third(let rows): return "a third" + sample(rows)
    case .described(let words): return words
    }
  }
}
