import RowcastEvaluation

extension Figure {
  /// The confusion matrix: true classes down, predicted classes across, shaded by share of the row,
  /// never so dark that the numbers in it could not be read.
  static func confusion(_ assessment: Assessment) -> Figure {
    let matrix = assessment.confusion
    let totals = matrix.trueTotals
    let count = matrix.classCount
    let longest = assessment.classes.map(\.count).max() ?? 0
    var plot = Plot()
    plot.left = min(110, 26 + Double(min(longest, 14)) * 6.2)
    plot.top = 42
    plot.bottom = 8
    plot.right = 4
    let cell = (plot.innerRight - plot.innerLeft) / Double(max(1, count))
    let cellHeight = count == 2 ? 74 : min(cell, 52)
    plot.height = plot.top + cellHeight * Double(count) + plot.bottom
    let labelLimit = max(2, Int(cell / 6.4))
    plot.text("predicted", x: plot.innerRight, y: 10, anchor: "end", style: "axis-title")
    plot.text("true", x: 0, y: 30, style: "axis-title")
    let step = max(1, (count + 24) / 25)
    for k in 0..<count {
      let y = plot.top + cellHeight * Double(k)
      if k % step == 0 {
        plot.text(
          shortened(assessment.classes[k], labelLimit),
          x: plot.innerLeft + cell * (Double(k) + 0.5),
          y: 30, anchor: "middle", style: "label")
        plot.text(
          shortened(assessment.classes[k], 14), x: plot.innerLeft - 8, y: y + cellHeight / 2 + 4,
          anchor: "end", style: "label")
      }
      for j in 0..<count {
        let share = totals[k] > 0 ? matrix[k, j] / totals[k] : 0
        let x = plot.innerLeft + cell * Double(j)
        plot.add(
          """
          <rect class="\(j == k ? "heat-right" : "heat-wrong")" x="\(x + 1)" y="\(y + 1)" \
          width="\(max(1, cell - 2))" height="\(max(1, cellHeight - 2))" rx="2" \
          fill-opacity="\(0.05 + 0.45 * share)"><title>true \(assessment.classes[k]), predicted \
          \(assessment.classes[j]): \(NumberWords.weight(matrix[k, j]))</title></rect>
          """)
        if count <= 4 {
          plot.text(
            NumberWords.weight(matrix[k, j]), x: x + cell / 2, y: y + cellHeight / 2,
            anchor: "middle", style: "in-cell big")
          plot.text(
            NumberWords.percent(share), x: x + cell / 2, y: y + cellHeight / 2 + 16,
            anchor: "middle", style: "in-cell")
        } else if count <= 12, matrix[k, j] > 0 {
          plot.text(
            NumberWords.weight(matrix[k, j]), x: x + cell / 2, y: y + cellHeight / 2 + 4,
            anchor: "middle", style: "in-cell")
        }
      }
    }
    var pointing = count > 12 ? " A cell tells its classes and rows when it is pointed at" : ""
    if step > 1 {
      let which = step == 2 ? "second" : "\(step)th"
      pointing += "; at the sides every \(which) class is named"
    }
    if !pointing.isEmpty { pointing += "." }
    return Figure(
      title: confusionTitle(assessment),
      caption: "Rows of each true class by what was predicted. Blue is right, orange is wrong; the "
        + "darker, the larger the share of the class." + pointing,
      drawing: plot.svg(label: "Confusion matrix. " + confusionTitle(assessment)),
      numbers: NumberTable(
        head: ["True \\ predicted"] + assessment.classes,
        rows: (0..<count).map { k in
          [assessment.classes[k]] + (0..<count).map { NumberWords.weight(matrix[k, $0]) }
        }))
  }

  private static func confusionTitle(_ assessment: Assessment) -> String {
    let matrix = assessment.confusion
    let totals = matrix.trueTotals
    if let positive = assessment.positiveClass, totals[positive] > 0 {
      return "Finds \(NumberWords.percent(matrix[positive, positive] / totals[positive], 0)) of “"
        + "\(assessment.classes[positive])”; when it says so, it is right "
        + "\(NumberWords.percent(assessment.perClass[positive].scores.precision, 0)) of the time"
    }
    var worst: (truth: Int, said: Int, weight: Double)?
    for i in 0..<matrix.classCount {
      for j in 0..<matrix.classCount where i != j && matrix[i, j] > (worst?.weight ?? 0) {
        worst = (i, j, matrix[i, j])
      }
    }
    guard let worst else { return "No row was mistaken" }
    return "Most often mistaken: “\(assessment.classes[worst.truth])” for “"
      + "\(assessment.classes[worst.said])” "
      + (worst.weight == 1 ? "(once)" : "(\(NumberWords.weight(worst.weight)) times)")
  }
}
