public import Testing
import Foundation
import RowcastMachine

/// What every learner and its fitted classifier promise.
///
/// - Fitting on one worker and on three gives the same bytes.
/// - Probabilities are finite, from 0 to 1, sum to one, and there is one for each class.
/// - Rows in another order, one row alone and no row have their own probabilities.
/// - A fitted classifier survives its file, and says the same.
///
/// - Parameters:
///   - rowCount: the rows that can be asked for, more than two.
///   - classCount: how many classes there are.
///   - fit: fits to always the same rows.
///   - probabilities: those of some rows, by their numbers.
public func checkClassifier<Fitted: Codable & Equatable>(
  rowCount: Int, classCount: Int, sourceLocation: SourceLocation = #_sourceLocation,
  fit: () throws -> Fitted, probabilities: (Fitted, [Int]) throws -> [[Double]]
) throws {
  let fitted = try WorkerCount.with(1, fit)
  let file = try encoded(fitted)
  let again = try encoded(try WorkerCount.with(3, fit))
  #expect(again == file, "fitted by three workers", sourceLocation: sourceLocation)
  let all = Array(0..<rowCount)
  let straight = try probabilities(fitted, all)
  #expect(straight.count == rowCount, sourceLocation: sourceLocation)
  for row in straight {
    #expect(row.count == classCount, sourceLocation: sourceLocation)
    #expect(row.allSatisfy { $0 >= 0 && $0 <= 1 }, sourceLocation: sourceLocation)
    #expect(abs(row.reduce(0, +) - 1) < 1e-12, sourceLocation: sourceLocation)
  }
  let backward = try probabilities(fitted, all.reversed())
  let alone = try all.prefix(5).flatMap { try probabilities(fitted, [$0]) }
  #expect(differs(backward.reversed(), straight) < 1e-13, sourceLocation: sourceLocation)
  #expect(differs(alone, Array(straight.prefix(5))) < 1e-13, sourceLocation: sourceLocation)
  #expect(try probabilities(fitted, []).isEmpty, sourceLocation: sourceLocation)
  let decoded = try JSONDecoder().decode(Fitted.self, from: file)
  let isEqual = decoded == fitted
  let saysTheSame = try probabilities(decoded, all) == straight
  #expect(isEqual && saysTheSame, sourceLocation: sourceLocation)
}

/// The bytes of a value's file.
func encoded(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return try encoder.encode(value)
}

/// The greatest difference of two tables of numbers; infinite where they are of another form.
private func differs(_ a: some Collection<[Double]>, _ b: [[Double]]) -> Double {
  guard zip(a, b).allSatisfy({ $0.count == $1.count }), a.count == b.count else {
    return .infinity
  }
  return zip(a, b).flatMap { zip($0, $1).map { abs($0 - $1) } }.max() ?? 0
}
