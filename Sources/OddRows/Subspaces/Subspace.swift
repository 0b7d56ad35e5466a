internal import RowcastLinearAlgebra
internal import RowcastMachine

/// A few columns in a grid of random width and offset, whose cells are counted.
///
/// Source: S. Sathe, C. Aggarwal, "Subspace outlier detection in linear time with randomized
/// hashing" (ICDM 2016). Cells are told apart by a hash, so that memory is constant.
struct Subspace: Sendable, Hashable, Codable {
  /// The places of the columns.
  let columns: [Int]
  /// The width of a cell, as a share of each column's range.
  let width: Double
  /// The offset of the grid in each column, as a share of a cell.
  let offsets: [Double]

  /// The counters of a subspace.
  static let slots = 1 << 14
  /// Rows beyond so many make grids no finer.
  private static let rows = 1000

  /// A random one of the columns, for so many rows.
  init(columns: [Int], rows: Int, using random: inout SeededGenerator) {
    let size = Double(max(4, min(rows, Self.rows)))
    let least = 1 / size.squareRoot()
    width = least + (1 - 2 * least) * random.uniform()
    let most = Elementary.log(size) / Elementary.log(max(2, 1 / width))
    let few = min(1 + most / 2, most)
    let count = min(max(1, Int(few + (most - few) * random.uniform())), columns.count)
    var shuffled = columns
    random.shuffle(&shuffled)
    self.columns = shuffled.prefix(count).sorted()
    offsets = self.columns.map { _ in random.uniform() }
  }

  /// The counters of rows, one for each.
  func slots(_ codes: [ColumnCodes], _ plans: [ColumnPlan], rows: Range<Int>) -> [Int32] {
    var hashes = [UInt64](repeating: 0x51_7CC1, count: rows.count)
    for (column, offset) in zip(columns, offsets) {
      if let number = plans[column].number {
        let cell = max(1e-9, (number.greatest - number.least) * width)
        Self.mix(codes[column].scaled, rows, from: number.least, per: 1 / cell, offset, &hashes)
      } else if let levels = codes[column].traits[.level] {
        for place in hashes.indices {
          let level = Int64(levels[rows.lowerBound + place])
          hashes[place] = Self.mixed(hashes[place], UInt64(bitPattern: level))
        }
      }
    }
    return hashes.map { Int32(truncatingIfNeeded: ($0 ^ $0 >> 29) & UInt64(Self.slots - 1)) }
  }

  /// Mixes the cells of numbers into the hashes of their rows.
  private static func mix(
    _ scaled: [Double], _ rows: Range<Int>, from least: Double, per share: Double, _ offset: Double,
    _ hashes: inout [UInt64]
  ) {
    // Far above 0, so that cutting off the fraction rounds down; and of one exponent, unless a value is
    // far below the least, so that the whole part is among its bits.
    let start = offset + 0x1p40
    let (exponent, fraction) = (UInt64(1023 + 40), UInt64(52 - 40))
    let own = scaled.span.extracting(rows)
    for place in hashes.indices {
      let value = own[place]
      var code = UInt64.max
      if !value.isNaN {
        let bounded = min(max(value, -NumberPlan.bound), NumberPlan.bound)
        let cell = (bounded - least) * share + start
        let bits = cell.bitPattern
        code =
          bits >> 52 == exponent
          ? (bits & 0xF_FFFF_FFFF_FFFF) >> fraction | 1 << 40 : UInt64(bitPattern: Int64(cell))
      }
      hashes[place] = mixed(hashes[place], code)
    }
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ code: UInt64) -> UInt64 {
    let product = (hash ^ code) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }

  func isSound(columns count: Int) -> Bool {
    !columns.isEmpty && columns.allSatisfy { (0..<count).contains($0) }
      && offsets.count == columns.count && width.isFinite && width > 0
      && offsets.allSatisfy { (0..<1).contains($0) }
  }
}
