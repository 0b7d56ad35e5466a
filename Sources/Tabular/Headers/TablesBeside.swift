/// Tables that stand beside another one on a sheet, blank columns between:
///
///     region │ units │   │ code │ name
///     north  │ 20    │   │ N    │ north
///     south  │ 10    │   │ S    │ south
///     east   │ 47    │
///     west   │ 28    │
///
/// Blank columns may as well part groups of columns of one table, whose records have something in each. So
/// a table beside another one has rows of its own: it begins in another row, or ends in one.
package enum TablesBeside {
  /// One such table.
  package struct Finding: Sendable, Hashable {
    /// Its first row, as an index into the rows.
    package var row: Int
    /// Its first column.
    package var column: Int
    /// The columns of the table that it stands beside.
    package var besideColumns: ClosedRange<Int>
  }

  /// Columns without a blank one between, and the rows that have something there.
  private struct Band {
    var columns: ClosedRange<Int>
    var rows: [Int] = []
    var cellCount = 0

    var extent: ClosedRange<Int> { (rows.first ?? 0)...(rows.last ?? 0) }
    /// Whether hardly a row between its first and its last has nothing there.
    var isDense: Bool { rows.count * 5 >= extent.count * 4 }
  }

  /// Fewer rows are a remark.
  private static let leastRows = 2
  /// Columns that stand in more bands are of a table that is laid out so.
  private static let mostBands = 4

  /// - Parameter start: the row in which the table begins.
  package static func find(in rows: [HeadRow], from start: Int) -> [Finding] {
    guard rows.indices.contains(start) else { return [] }
    let bands = bands(rows, start)
    guard bands.count > 1, bands.count <= mostBands,
      let main = bands.max(by: { $0.cellCount < $1.cellCount })
    else { return [] }
    return bands.filter { band in
      band.columns != main.columns && band.rows.count >= leastRows && band.isDense
        && isApart(band, main)
    }.map {
      Finding(row: $0.extent.lowerBound, column: $0.columns.lowerBound, besideColumns: main.columns)
    }
  }

  /// Whether two tables begin in different rows, or end so; a row of totals that one of them has makes none.
  private static func isApart(_ band: Band, _ main: Band) -> Bool {
    band.extent.lowerBound != main.extent.lowerBound
      || abs(band.extent.upperBound - main.extent.upperBound) > 1
  }

  private static func bands(_ rows: [HeadRow], _ start: Int) -> [Band] {
    var counts = ColumnCounts()
    for row in rows[start...] { for cell in row.cells { counts.add(cell.column) } }
    var bands: [Band] = []
    for column in counts.columns {
      if let last = bands.last?.columns.upperBound, last + 1 == column {
        bands[bands.count - 1].columns = bands[bands.count - 1].columns.lowerBound...column
      } else {
        bands.append(Band(columns: column...column))
      }
    }
    for row in start..<rows.count where bands.count > 1 {
      for index in bands.indices {
        let count = rows[row].cells.count { bands[index].columns.contains($0.column) }
        if count > 0 { bands[index].rows.append(row) }
        bands[index].cellCount += count
      }
    }
    return bands
  }
}
