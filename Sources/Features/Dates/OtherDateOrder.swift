internal import RowcastTabular

extension FittedFeatures {
  /// Orders that the dates of other rows prove, where the one of training cannot read them: `06/15/2023`
  /// among days first. By the one of training a part of them would be read, and wrong.
  /// - Parameter table: some of the rows, as they come.
  /// - Returns: the order by column.
  func otherDateOrders(in table: Table) -> [String: DateOrder] {
    var found: [String: DateOrder] = [:]
    for fitted in columns where fitted.isUsed && fitted.reading.form == .dates {
      guard let column = table[fitted.name], case .texts = column.values else { continue }
      let counts = LevelCounts(column.levels(), amongNumbers: true)
      func unread(_ order: DateOrder) -> Int {
        counts.counts.indices.reduce(0) { sum, place in
          let isRead = counts.texts.withText(place) {
            ColumnReading.milliseconds(ofDate: $0, in: order) != nil
          }
          return isRead == true ? sum : sum + counts.counts[place]
        }
      }
      let own = unread(fitted.reading.dateOrder)
      let others = DateOrder.allCases.filter { $0 != fitted.reading.dateOrder }
        .map { (order: $0, unread: unread($0)) }
      guard let best = others.min(by: { $0.unread < $1.unread }), own >= 2,
        own * 50 >= counts.present, best.unread * 50 <= counts.present, best.unread * 4 < own
      else { continue }
      found[fitted.name] = best.order
    }
    return found
  }
}
