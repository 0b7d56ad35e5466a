import RowcastLinearAlgebra
import RowcastTabular

/// Tables whose rows are usual, into which tests put what is not.
enum SampleTables {
  private static let places = [
    ("Berlin", "DE"), ("Hamburg", "DE"), ("Paris", "FR"), ("Lyon", "FR"), ("Vienna", "AT"),
  ]

  /// Orders: a total that is the sum of price and fee, and a city with its country.
  static func orders(_ count: Int) -> [[String?]] {
    var random = SeededGenerator(seed: 7)
    return (0..<count).map { _ in
      let price = (1000 + Double(random.below(9000))) / 100
      let fee = (100 + Double(random.below(900))) / 100
      let place = places[random.below(places.count)]
      let total = ((price + fee) * 100).rounded() / 100
      return ["\(price)", "\(fee)", "\(total)", place.0, place.1]
    }
  }

  static let names = ["price", "fee", "total", "city", "country"]

  /// Columns of numbers where all of them are, and of texts.
  static func table(_ rows: [[String?]], names: [String] = names) throws -> Table {
    try Table(
      columns: names.indices.map { column in
        let texts = rows.map { $0[column] }
        let numbers = texts.map { $0.map { Double($0) ?? .infinity } ?? .nan }
        return numbers.contains(.infinity)
          ? TypedColumn(name: names[column], texts: texts)
          : TypedColumn(name: names[column], numbers: numbers)
      })
  }
}
