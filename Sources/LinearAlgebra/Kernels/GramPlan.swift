import RowcastMachine

/// How the squares of a matrix are made: blocks of few entries in parts of neighboring columns, two parts
/// at a time, so that what is added to stays in the nearest cache while the rows go by.
///
/// A block of curves has as many entries in every row, and those of a curve stand at the same places of
/// it: such a block falls into its curves, one of products into its products.
package struct GramPlan: Sendable {
  /// How many squares ``squares(_:count:)`` makes at once.
  package static let lanes = 8

  private let features: FeatureMatrix
  private let parts: [Part]
  /// The rows of a chunk: each has sums of its own, which are added up in order.
  private let chunkRows: Int

  /// Neighboring columns of a block.
  private struct Part {
    let block: FeatureMatrix.FewEntries
    /// The feature of the first column.
    let first: Int
  }

  /// Looks through the entries of blocks of curves and products once.
  package init(_ features: FeatureMatrix) {
    self.features = features
    chunkRows = features.gramChunkRows
    var parts: [Part] = []
    for (block, offset) in zip(features.categories, features.categoryOffsets) {
      parts.append(Part(block: .category(block), first: offset))
    }
    for (block, offset) in zip(features.sparse, features.sparseOffsets) {
      let runs = block.runs
      if runs.isEmpty { parts.append(Part(block: .sparse(block), first: offset)) }
      for run in runs {
        parts.append(Part(block: .run(block, run), first: offset + Int(run.first)))
      }
    }
    self.parts = parts.filter { $0.block.width > 0 }
  }

  /// Parts below which there are tasks for each chunk of rows, too.
  private static let fewParts = 8

  /// What one thread does at a time.
  private enum Task {
    /// The dense corners, of one chunk.
    case corners(chunk: Int)
    /// A part times an earlier one or itself.
    case pair(Int, Int, chunks: Range<Int>)
    /// A part times the dense columns, and its sums.
    case dense(Int, chunks: Range<Int>)
  }

  /// The lower triangles of `sum_i d_i [x_i 1]' [x_i 1]`, squares of `width + 1`, by rows: one, or up to
  /// eight at once, the same to the last bit.
  /// - Parameters:
  ///   - d: one factor for each row, or eight, those of a row side by side; finite, none negative.
  ///   - count: the squares that are wanted, of the first factors.
  package func squares(_ d: [Double], count: Int) -> [[Double]] {
    let lanes = count <= 1 && d.count == features.rowCount ? 1 : Self.lanes
    precondition(d.count == features.rowCount * lanes && count >= 0 && count <= lanes)
    let order = features.width + 1
    var squares = [[Double]](
      repeating: [Double](repeating: 0, count: order * order), count: count)
    if count == 0 || features.rowCount == 0 { return squares }
    let tasks = self.tasks
    let found = mapChunks(of: tasks.count, size: 1) { index, _ in
      sums(tasks[index], d, lanes, count)
    }
    for (task, sums) in zip(tasks, found) {
      add(sums, of: task, lanes: lanes, to: &squares)
    }
    return squares
  }

  private var tasks: [Task] {
    let chunks = (features.rowCount + chunkRows - 1) / chunkRows
    let ranges =
      parts.count < Self.fewParts ? (0..<chunks).map { $0..<($0 + 1) } : [0..<chunks]
    var tasks = (0..<chunks).map { Task.corners(chunk: $0) }
    for i in parts.indices {
      tasks += ranges.map { .dense(i, chunks: $0) }
      for j in 0...i { tasks += ranges.map { .pair(i, j, chunks: $0) } }
    }
    return tasks
  }

  private func rows(_ chunk: Int) -> Range<Int> {
    (chunk * chunkRows)..<min(features.rowCount, (chunk + 1) * chunkRows)
  }

  private func sums(_ task: Task, _ d: [Double], _ lanes: Int, _ count: Int) -> [Double] {
    switch task {
    case .corners(let chunk):
      return (0..<count).flatMap { lane in
        features.denseGram(rows(chunk), d, lane: lane, of: lanes)
      }
    case .dense(let i, let chunks):
      let (a, width) = (parts[i].block, features.denseWidth)
      return summed(chunks, size: a.width * (width + 1) * lanes) { rows, sums in
        Kernels.gram(
          a, dense: features.dense, width: width, rows, d, lanes: lanes, to: &sums, at: 0,
          stride: width, sums: a.width * width)
      }
    case .pair(let i, let j, let chunks):
      let (a, b) = (parts[i].block, parts[j].block)
      return summed(chunks, size: a.width * b.width * lanes) { rows, sums in
        Kernels.gram(
          a, b, isSame: i == j, rows, d, lanes: lanes, to: &sums, at: 0, stride: b.width)
      }
    }
  }

  /// Sums of chunks by themselves, added up in order.
  private func summed(
    _ chunks: Range<Int>, size: Int, _ add: (Range<Int>, inout [Double]) -> Void
  ) -> [Double] {
    var total = [Double](repeating: 0, count: size)
    add(rows(chunks.lowerBound), &total)
    if chunks.count == 1 { return total }
    var sums = [Double](repeating: 0, count: size)
    for chunk in chunks.dropFirst() {
      add(rows(chunk), &sums)
      Vectors.add(1, sums, to: &total)
      for i in sums.indices { sums[i] = 0 }
    }
    return total
  }

  /// Adds what a task has found where it belongs.
  private func add(
    _ sums: [Double], of task: Task, lanes: Int, to squares: inout [[Double]]
  ) {
    let (order, dense) = (features.width + 1, features.denseWidth)
    /// Adds a block of `rows` and `columns`, from `start` on, whose rows begin every `stride` places.
    func add(
      _ start: Int, rows: Range<Int>, columns: Range<Int>, stride: Int, isLower: Bool = false
    ) {
      for lane in squares.indices {
        for (i, row) in rows.enumerated() {
          let place = row * order
          let from = start + i * stride
          let end = isLower ? i + 1 : columns.count
          for j in 0..<end {
            squares[lane][place + columns.lowerBound + j] += sums[(from + j) * lanes + lane]
          }
        }
      }
    }
    switch task {
    case .corners:
      let small = dense + 1
      for lane in squares.indices {
        for i in 0..<small {
          let row = (i == dense ? order - 1 : i) * order
          let from = (lane * small + i) * small
          for j in 0..<min(i + 1, dense) { squares[lane][row + j] += sums[from + j] }
        }
        squares[lane][order * order - 1] += sums[(lane + 1) * small * small - 1]
      }
    case .dense(let i, _):
      let (first, width) = (parts[i].first, parts[i].block.width)
      add(0, rows: first..<(first + width), columns: 0..<dense, stride: dense)
      add(width * dense, rows: (order - 1)..<order, columns: first..<(first + width), stride: width)
    case .pair(let i, let j, _):
      let (a, b) = (parts[i], parts[j])
      add(
        0, rows: a.first..<(a.first + a.block.width), columns: b.first..<(b.first + b.block.width),
        stride: b.block.width, isLower: i == j)
    }
  }
}

extension FeatureMatrix.Sparse {
  /// Entries that stand at the same places of every row, and have columns of their own.
  struct Run {
    /// The first of the entries of a row, and how many there are.
    var entry: Int
    var count: Int
    /// The first column, and the last.
    var first: UInt32
    var last: UInt32
  }

  /// The runs that a block falls into whose rows have as many entries each; empty for other blocks.
  var runs: [Run] {
    let rows = rowOffsets.count - 1
    guard rows > 0, columns.count > 0, columns.count % rows == 0 else { return [] }
    let each = columns.count / rows
    for row in 0..<rows where rowOffsets[row] != row * each { return [] }
    var lows = Array(columns[..<each])
    var highs = lows
    for start in stride(from: each, to: columns.count, by: each) {
      for entry in 0..<each {
        let column = columns[start + entry]
        lows[entry] = min(lows[entry], column)
        highs[entry] = max(highs[entry], column)
      }
    }
    // Columns ascend in a row, and so do the lowest ones of the entries.
    var runs: [Run] = []
    for entry in 0..<each {
      if let last = runs.last, lows[entry] <= last.last {
        runs[runs.count - 1].count += 1
        runs[runs.count - 1].last = max(last.last, highs[entry])
      } else {
        runs.append(Run(entry: entry, count: 1, first: lows[entry], last: highs[entry]))
      }
    }
    return runs.allSatisfy { $0.last < width } ? runs : []
  }
}
