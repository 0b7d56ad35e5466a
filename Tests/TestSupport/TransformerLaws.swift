public import Testing
import Foundation
import RowcastMachine

/// What every recipe and its fitted transformer promise.
///
/// - Fitting on one worker and on three gives the same bytes; so does transforming.
/// - Rows of any table, of which fitting has seen none, have the fitted width and finite values.
/// - A fitted transformer survives its file, and transforms the same.
///
/// - Parameters:
///   - tables: the table that was fitted to, and others: with unseen and missing values, without
///     columns, without rows.
///   - fit: fits to always the same rows.
///   - width: how many values a row has.
///   - transform: the rows of a table as values.
public func checkTransformer<Table, Fitted: Codable & Equatable>(
  of tables: [Table], sourceLocation: SourceLocation = #_sourceLocation,
  fit: () throws -> Fitted, width: (Fitted) -> Int,
  transform: (Fitted, Table) throws -> [[Double]]
) throws {
  let fitted = try WorkerCount.with(1, fit)
  let file = try encoded(fitted)
  let decoded = try JSONDecoder().decode(Fitted.self, from: file)
  let isEqual = decoded == fitted
  #expect(isEqual, sourceLocation: sourceLocation)
  let again = try encoded(try WorkerCount.with(3, fit))
  #expect(again == file, "fitted by three workers", sourceLocation: sourceLocation)
  for table in tables {
    let rows = try WorkerCount.with(1) { try transform(fitted, table) }
    let hasWidth = rows.allSatisfy { $0.count == width(fitted) }
    let isFinite = rows.allSatisfy { $0.allSatisfy(\.isFinite) }
    let isSame = try WorkerCount.with(3) { try transform(decoded, table) == rows }
    #expect(hasWidth && isFinite && isSame, sourceLocation: sourceLocation)
  }
}
