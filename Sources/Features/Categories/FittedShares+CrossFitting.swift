internal import RowcastTabular

extension FittedShares {
  /// The scaled features of the training rows, each from the shares of the other folds.
  ///
  /// The rows of each class are dealt to the folds in turn.
  func crossFitted(to view: LevelView, codes: [UInt32]) -> [[Double]] {
    var seen = [Int](repeating: 0, count: classes.count + 1)
    let folds = codes.map { label -> Int in
      let place = min(Int(label), classes.count)
      defer { seen[place] += 1 }
      return seen[place] % Self.foldCount
    }
    let map = places(of: view)
    let level = view.codes.map { $0 == TypedColumn.missingCode ? levels.count : map[Int($0)] }
    var features = featured.map { _ in [Double](repeating: 0, count: codes.count) }
    for fold in 0..<Self.foldCount {
      var others = self
      for row in codes.indices where folds[row] == fold && Int(codes[row]) < classes.count {
        let label = Int(codes[row])
        if level[row] < levels.count {
          others.counts[level[row] * classes.count + label] -= 1
        } else {
          others.missing[label] -= 1
        }
      }
      let table = others.logOdds()
      for row in codes.indices where folds[row] == fold {
        for (i, label) in featured.enumerated() {
          features[i][row] = scalers[i].scaled(table[level[row] * classes.count + label])
        }
      }
    }
    return features
  }
}
