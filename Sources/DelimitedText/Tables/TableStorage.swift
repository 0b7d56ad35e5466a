import RowcastMachine
import RowcastTabular

/// Room for the columns of a table, into which several threads write rows of their own.
final class TableStorage: @unchecked Sendable {  // threads write disjoint rows
  /// What a source column becomes.
  enum Target {
    case none
    case numbers(UnsafeMutablePointer<Double>)
    case texts(UnsafeMutablePointer<UInt32>)
  }

  /// By source column; freed one by one, by different threads.
  private let targets: UnsafeMutableBufferPointer<Target>
  let rowCount: Int

  init(modes: [ColumnDecision.Mode], kinds: [ColumnKind], rowCount: Int) {
    self.rowCount = rowCount
    targets = .allocate(capacity: modes.count)
    for (column, mode) in modes.enumerated() {
      let target: Target =
        mode == .skip
        ? .none
        : mode == .text && kinds[column] != .empty
          ? .texts(Self.room(rowCount)) : .numbers(Self.room(rowCount))
      targets.initializeElement(at: column, to: target)
    }
  }

  private static func room<T>(_ count: Int) -> UnsafeMutablePointer<T> {
    let room = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
    ProcessMemory.adviseLargePages(UnsafeMutableBufferPointer(start: room, count: count))
    return room
  }

  private static func copy<T: BitwiseCopyable>(
    _ values: UnsafeMutablePointer<T>, _ count: Int
  ) -> [T] {
    [T](unsafeUninitializedCapacity: count) { buffer, filled in
      ProcessMemory.adviseLargePages(buffer)
      buffer.baseAddress?.initialize(from: values, count: count)
      filled = count
    }
  }

  deinit {
    for column in targets.indices { free(column) }
    targets.deallocate()
  }

  /// The number of source columns.
  var columnCount: Int { targets.count }

  subscript(column: Int) -> Target { targets[column] }

  /// The first rows of a finished column; its room is given back.
  func numbers(of column: Int, rowCount: Int) -> [Double] {
    guard case .numbers(let values) = targets[column] else { return [] }
    defer { free(column) }
    return Self.copy(values, rowCount)
  }

  func codes(of column: Int, rowCount: Int) -> [UInt32] {
    guard case .texts(let codes) = targets[column] else { return [] }
    defer { free(column) }
    return Self.copy(codes, rowCount)
  }

  private func free(_ column: Int) {
    switch targets[column] {
    case .none: break
    case .numbers(let values): values.deallocate()
    case .texts(let codes): codes.deallocate()
    }
    targets[column] = .none
  }
}
