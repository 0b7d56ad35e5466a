import RowcastFeatures
import RowcastJSONText
import RowcastTabular

/// Columns and features in the schema.
enum FeatureSchema {
  static var definitions: [(String, JSONValue)] {
    [
      (
        "number",
        [
          "description": "A double in its shortest exact form; those that are not finite as texts.",
          "anyOf": [["type": "number"], ["enum": ["nan", "inf", "-inf"]]],
        ]
      ),
      ("features", features), ("column", column), ("reading", reading), ("scaler", scaler),
      ("numberFeatures", number), ("dateFeatures", date), ("levels", levels), ("text", text),
    ]
  }

  private static var features: JSONValue {
    SchemaPart.object(
      "Every column of the training table with what was learned of it. Weights stand in the order: "
        + "dense features by column (a number, then its hinges; the parts of a date; the measures of "
        + "a text), levels of categories by column, indicators of missing values by column, hats of "
        + "curves by column, cells of products, terms of texts by column.",
      required: [
        ("columns", SchemaPart.list(SchemaPart.reference("column"))),
        ("rowCount", SchemaPart.integer("Training rows.")),
        ("unitNorm", SchemaPart.truth("Whether each row's dense features get unit length.")),
      ],
      optional: [
        (
          "products",
          SchemaPart.list(
            SchemaPart.object(
              "Columns whose effect on each other is learned: a cell for each combination of places, "
                + "the last axis running fastest; numbers are blended between their knots.",
              required: [
                ("axes", SchemaPart.list(axis)),
                ("shares", SchemaPart.numbers("The mean of each cell over the training rows.")),
              ]))
        )
      ])
  }

  private static var axis: JSONValue {
    SchemaPart.object(
      "A column of a product.",
      required: [
        ("column", SchemaPart.text("Its name.")),
        ("knots", SchemaPart.numbers("The knots of numbers, ascending; none for categories.")),
        (
          "hasMissing",
          SchemaPart.truth("Whether a missing number has a place of its own behind the knots.")
        ),
        (
          "places",
          SchemaPart.list(
            ["type": "integer"],
            "The place of each one-hot feature of a category, last that of no feature; -1 for none."
          )
        ),
      ])
  }

  private static var column: JSONValue {
    SchemaPart.object(
      "A column: at most one of number, date, levels and text is there, none for no feature.",
      required: [
        ("name", SchemaPart.text("The column's name.")),
        (
          "role",
          SchemaPart.choice(ColumnRole.allCases.map(\.rawValue), "What the column is for.")
        ),
        (
          "reason",
          ["type": ["object", "string"], "description": "Why it has its role."]
        ),
        ("isChosen", SchemaPart.truth("Whether the user chose the role.")),
        ("reading", SchemaPart.reference("reading")),
      ],
      optional: [
        ("moments", ["type": "object"]), ("number", SchemaPart.reference("numberFeatures")),
        ("date", SchemaPart.reference("dateFeatures")),
        ("levels", SchemaPart.reference("levels")), ("text", SchemaPart.reference("text")),
      ])
  }

  private static var reading: JSONValue {
    SchemaPart.object(
      "How raw values become numbers or texts.",
      required: [
        (
          "form",
          SchemaPart.choice(
            ["numbers", "booleans", "dates", "times", "durations", "texts"],
            "Numbers; 0 and 1; milliseconds since 1970-01-01; since midnight; of a duration; trimmed "
              + "texts.")
        ),
        (
          "kind",
          SchemaPart.choice(ColumnKind.allCases.map(\.rawValue), "The kind in training.")
        ),
        ("decimalComma", SchemaPart.truth("Whether texts have a decimal comma.")),
        (
          "dateOrder",
          SchemaPart.choice(DateOrder.allCases.map(\.rawValue), "The order of date texts.")
        ),
        ("missingTokens", SchemaPart.texts("Texts that meant a missing value in training.")),
      ],
      optional: [
        (
          "frame",
          SchemaPart.object(
            "What is taken off texts before they are read as numbers.",
            required: [
              ("units", SchemaPart.texts("The spellings of the unit behind the number.")),
              ("readsBounds", SchemaPart.truth("Whether the mark of a bound is.")),
            ])
        )
      ])
  }

  private static var scaler: JSONValue {
    SchemaPart.object(
      "(f(x) - center) / scale, with f the identity, a logarithm, a power or a share.",
      required: [
        ("kind", SchemaPart.choice(Scaling.allCases.map(\.rawValue), "The function.")),
        ("center", SchemaPart.number("What is subtracted.")),
        ("scale", SchemaPart.number("What is divided by; never 0.")),
      ],
      optional: [
        ("lambda", SchemaPart.number("The power of Yeo and Johnson.")),
        ("landmarks", SchemaPart.numbers("Quantiles at even distances from 0 to 1.")),
      ])
  }

  private static var number: JSONValue {
    SchemaPart.object(
      "A number as features: scaled, and max(0, x - knot) for each hinge, standardized.",
      required: [
        ("fill", SchemaPart.number("What stands for a missing number.")),
        ("hasIndicator", SchemaPart.truth("Whether a feature says that it is missing.")),
        ("scaler", SchemaPart.reference("scaler")),
        (
          "hinges",
          SchemaPart.list(
            SchemaPart.object(
              "(max(0, x - knot) - center) / scale",
              required: [
                ("knot", SchemaPart.number("Where it bends.")),
                ("center", SchemaPart.number("What is subtracted.")),
                ("scale", SchemaPart.number("What is divided by.")),
              ]))
        ),
      ],
      optional: [
        ("lower", SchemaPart.number("Smaller numbers count as this one.")),
        ("upper", SchemaPart.number("Larger numbers count as this one.")),
        (
          "curve",
          SchemaPart.object(
            "Hats: the weight of a knot is the height of the curve there, straight between knots.",
            required: [
              ("knots", SchemaPart.numbers("Ascending.")),
              ("shares", SchemaPart.numbers("The mean of each hat over the training rows.")),
              ("isExact", SchemaPart.truth("Whether every training value is a knot.")),
            ])
        ),
      ])
  }

  private static var date: JSONValue {
    SchemaPart.object(
      "A date as features: some of its parts, standardized.",
      required: [
        ("hasIndicator", SchemaPart.truth("Whether a feature says that it is missing.")),
        (
          "parts",
          SchemaPart.list(
            SchemaPart.object(
              "One part.",
              required: [
                ("part", SchemaPart.choice(DatePart.allCases.map(\.rawValue), "Which part.")),
                ("fill", SchemaPart.number("What stands for a missing date.")),
                ("scaler", SchemaPart.reference("scaler")),
              ]))
        ),
      ])
  }

  private static var levels: JSONValue {
    SchemaPart.object(
      "A category as one feature for each level, then one for rare levels if rareCount is above 0, "
        + "then one for missing values if missingCount is above 0.",
      required: [
        ("levels", SchemaPart.texts("The levels with a feature of their own.")),
        ("counts", SchemaPart.list(["type": "integer"], "Training rows of each level.")),
        ("rare", SchemaPart.texts("Pooled levels by name.")),
        ("rareCount", SchemaPart.integer("Training rows of pooled levels.")),
        ("missingCount", SchemaPart.integer("Training rows without a value.")),
        (
          "unseen",
          SchemaPart.choice(
            UnseenLevels.allCases.map(\.rawValue), "What becomes of texts not seen in training.")
        ),
      ])
  }

  private static var text: JSONValue {
    SchemaPart.object(
      "A text as TF-IDF weights of its terms: (1 + ln count) (ln((1 + textCount) / (1 + counts)) + 1)"
        + ", of unit length, and measures of how it is written.",
      required: [
        ("options", ["type": "object"]), ("terms", SchemaPart.texts("Terms in byte order.")),
        ("counts", SchemaPart.list(["type": "integer"], "Training texts with each term.")),
        ("textCount", SchemaPart.integer("Training texts.")),
        ("measures", SchemaPart.list(["type": "object"])),
      ])
  }
}
