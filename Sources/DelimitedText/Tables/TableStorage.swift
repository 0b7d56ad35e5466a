import RowcastMachine
import RowcastTabular

/// Room for the columns of a table, into which several threads write rows of their own.
@safe final class TableStorage: @unchecked Sendable {  // threads write disjoint rows
  /// Room for the rows of one column. Rows are written before they are read, and a row that is not
  /// there ends the process, as it does in an array.
  @safe struct Column<Value: BitwiseCopyable> {
    private let values: UnsafeMutablePointer<Value>
    private let rowCount: Int

    fileprivate init(rowCount: Int) {
      unsafe values = .allocate(capacity: max(1, rowCount))
      self.rowCount = rowCount
      unsafe LargePages.advise(
        UnsafeMutableBufferPointer(start: values, count: rowCount))
    }

    /// The value of a row.
    subscript(row: Int) -> Value {
      @inline(__always) get {
        precondition(row >= 0 && row < rowCount)
        return unsafe values[row]
      }
      @inline(__always) nonmutating set {
        precondition(row >= 0 && row < rowCount)
        unsafe values[row] = newValue
      }
    }

    /// The first rows.
    fileprivate func array(_ count: Int) -> [Value] {
      precondition(count >= 0 && count <= rowCount)
      return unsafe [Value](unsafeUninitializedCapacity: count) { buffer, filled in
        unsafe LargePages.advise(buffer)
        unsafe buffer.baseAddress?.initialize(from: values, count: count)
        filled = count
      }
    }

    fileprivate func free() { unsafe values.deallocate() }
  }

  /// What a source column becomes.
  enum Target {
    case none
    case numbers(Column<Double>)
    case texts(Column<UInt32>)
  }

  /// By source column; freed one by one, by different threads.
  private let targets: UnsafeMutableBufferPointer<Target>
  let rowCount: Int

  init(modes: [ColumnDecision.Mode], kinds: [ColumnKind], rowCount: Int) {
    self.rowCount = rowCount
    unsafe targets = .allocate(capacity: modes.count)
    for (column, mode) in modes.enumerated() {
      let target: Target =
        mode == .skip
        ? .none
        : mode == .text && kinds[column] != .empty
          ? .texts(Column(rowCount: rowCount)) : .numbers(Column(rowCount: rowCount))
      unsafe targets.initializeElement(at: column, to: target)
    }
  }

  deinit {
    for column in 0..<columnCount { free(column) }
    unsafe targets.deallocate()
  }

  /// The number of source columns.
  var columnCount: Int { unsafe targets.count }

  subscript(column: Int) -> Target {
    precondition(column >= 0 && column < columnCount)
    return unsafe targets[column]
  }

  /// The first rows of a finished column; its room is given back.
  func numbers(of column: Int, rowCount: Int) -> [Double] {
    guard case .numbers(let values) = self[column] else { return [] }
    defer { free(column) }
    return values.array(rowCount)
  }

  func codes(of column: Int, rowCount: Int) -> [UInt32] {
    guard case .texts(let codes) = self[column] else { return [] }
    defer { free(column) }
    return codes.array(rowCount)
  }

  private func free(_ column: Int) {
    switch self[column] {
    case .none: break
    case .numbers(let values): values.free()
    case .texts(let codes): codes.free()
    }
    unsafe targets[column] = .none
  }
}
