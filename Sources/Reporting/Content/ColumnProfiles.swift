import RowcastFeatures
import RowcastTabular

/// What each column of a table looks like: counts, range, histogram, commonest values.
struct ColumnProfiles {
  let features: FittedFeatures
  let table: Table

  var all: [ColumnProfile] {
    let required = Set(features.requiredColumns)
    return features.columns.compactMap { fitted in
      guard let column = table[fitted.name] else { return nil }
      var profile = ColumnProfile(
        name: fitted.name, role: fitted.role.rawValue, reason: fitted.reason.words,
        isUsed: required.contains(fitted.name), rows: table.rowCount, missing: column.missingCount)
      // What is in a column that the model does without, names of people perhaps, is nobody's concern.
      guard profile.isUsed || fitted.role == .target else { return profile }
      if fitted.role == .numeric || fitted.role == .date {
        let values = column.numbers(fitted.reading).filter(\.isFinite).sorted()
        profile.missing = table.rowCount - values.count
        fill(&profile, numbers: values, kind: fitted.reading.form.kind)
      } else if case .texts(let codes, let dictionary) = column.values {
        fill(&profile, codes: codes, dictionary: dictionary)
      } else if case .numbers(let values) = column.values {
        fill(&profile, booleans: values)
      }
      return profile
    }
  }

  private func fill(_ profile: inout ColumnProfile, numbers: [Double], kind: ColumnKind) {
    guard let low = numbers.first, let high = numbers.last else { return }
    let n = Double(numbers.count)
    let mean = numbers.reduce(0, +) / n
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    var distinct = 1
    for i in numbers.indices.dropFirst() where numbers[i] != numbers[i - 1] { distinct += 1 }
    profile.distinct = distinct
    profile.numbers = NumberSummary(
      minimum: low, median: numbers[numbers.count / 2], mean: mean, maximum: high,
      standardDeviation: (squares / n).squareRoot())
    guard high > low else { return }
    let bins = min(24, max(4, distinct))
    var counts = [Double](repeating: 0, count: bins)
    for value in numbers {
      counts[min(bins - 1, Int((value - low) / (high - low) * Double(bins)))] += 1
    }
    profile.histogram = Histogram(
      edges: (0...bins).map { low + (high - low) * Double($0) / Double(bins) }, counts: counts,
      kind: kind)
  }

  private func fill(
    _ profile: inout ColumnProfile, codes: [UInt32], dictionary: StringDictionary
  ) {
    var counts = [Int](repeating: 0, count: dictionary.count)
    for code in codes where code != TypedColumn.missingCode { counts[Int(code)] += 1 }
    let present = counts.indices.filter { counts[$0] > 0 }
    profile.distinct = present.count
    let top = present.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(8)
    profile.levels = top.map { LevelCount(dictionary[$0] ?? "", counts[$0]) }
    let rest = present.reduce(0) { $0 + counts[$1] } - top.reduce(0) { $0 + counts[$1] }
    profile.otherLevels = rest > 0 ? rest : nil
  }

  private func fill(_ profile: inout ColumnProfile, booleans: [Double]) {
    let values = booleans.filter(\.isFinite)
    profile.distinct = Set(values).count
    if Set(values).isSubset(of: [0, 1]) {
      let ones = values.reduce(0) { $0 + ($1 == 1 ? 1 : 0) }
      profile.levels = [LevelCount("true", ones), LevelCount("false", values.count - ones)]
    }
  }
}

extension ColumnReading.Form {
  /// What a value is that the numbers of a column stand for.
  fileprivate var kind: ColumnKind {
    switch self {
    case .dates: .date
    case .times: .time
    case .durations: .duration
    default: .decimal
    }
  }
}
