// A model file may come from anywhere: what is decoded must fit together before it is used.

extension FittedColumn {
  /// Whether everything that was learned fits together.
  var isSound: Bool {
    let kinds: [Bool] = [
      number != nil, date != nil, levels != nil, ordinal != nil, shares != nil, buckets != nil,
      text != nil,
    ]
    guard kinds.count(where: { $0 }) <= 1 else { return false }
    if let number { return number.isSound && moments != nil }
    if let date {
      return moments != nil && date.parts.allSatisfy { $0.scaler.isSound && $0.fill.isFinite }
    }
    if let levels { return levels.isSound }
    if let ordinal { return ordinal.number.isSound }
    if let shares { return shares.isSound }
    if let buckets { return buckets.count > 0 && buckets.count < Int(UInt32.max) }
    if let text { return text.isSound }
    return true
  }
}

extension FittedScaler {
  var isSound: Bool {
    center.isFinite && scale.isFinite && scale != 0 && (lambda ?? 1).isFinite
      && (landmarks ?? []).allSatisfy(\.isFinite)
  }
}

extension FittedNumber {
  var isSound: Bool {
    fill.isFinite && scaler.isSound && (lower ?? 0).isFinite && (upper ?? 0).isFinite
      && hinges.allSatisfy {
        $0.knot.isFinite && $0.center.isFinite && $0.scale.isFinite && $0.scale != 0
      } && (curve?.isSound ?? true)
  }
}

extension FittedLevels {
  var isSound: Bool {
    levels.count == counts.count && rareCount >= 0 && missingCount >= 0
      && counts.allSatisfy { $0 >= 0 }
  }
}

extension FittedShares {
  var isSound: Bool {
    classes.count >= 2 && counts.count == levels.count * classes.count
      && missing.count == classes.count && weight.isFinite && weight > 0
      && scalers.count == featured.count && scalers.allSatisfy(\.isSound)
      && (counts + missing).allSatisfy { $0 >= 0 && $0 < 1 << 40 }
  }
}

extension FittedText {
  var isSound: Bool {
    terms.count == counts.count && textCount >= 0 && textCount < 1 << 40
      && counts.allSatisfy { $0 >= 0 && $0 < 1 << 40 } && options.isSound
      && measures.allSatisfy { $0.number.isSound }
  }
}

extension TextOptions {
  var isSound: Bool {
    (0...100).contains(words) && (0...100).contains(shortestCharacters)
      && (0...100).contains(longestCharacters)
  }
}
