using System.Globalization;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Hj212;

/// <summary>Gathers the figures that a packet gives for one factor.</summary>
internal sealed class Hj212Item
{
    private PeriodFigures _figures = PeriodFigures.None;
    private double? _value;
    private double? _zsValue;
    private char? _flag;
    private DateTimeOffset? _sampledAt;
    private bool _any;

    /// <summary>The first text that should have been a number and is none.</summary>
    public string? BadNumber { get; private set; }

    public bool HasFigures => _any || BadNumber is not null;

    public void Take(Hj212Field field)
    {
        switch (field.Suffix)
        {
            case "Flag":
                _flag = Hj212Flags.Read(field.Value);
                break;
            case "SampleTime":
                _sampledAt = Hj212Time.TryParse(field.Value, out var at) ? at : null;
                break;
            case "Rtd" or "Avg" or "Data" or "Min" or "Max" or "Cou" or "ZsRtd" or "ZsMin" or "ZsAvg" or "ZsMax":
                TakeNumber(field);
                break;
        }
    }

    public InstantReading ToInstant(string property, DateTimeOffset at) => new(property, at, BadNumber is null ? _value : null, _flag, _zsValue, _sampledAt);

    public PeriodReading ToPeriod(string property, DateTimeOffset start, int periodS) =>
        new(property, start, periodS, _figures, _flag, BadNumber is not null);

    private void TakeNumber(Hj212Field field)
    {
        if (field.Value.Length > 32 || !double.TryParse(field.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            BadNumber ??= field.Value;
            return;
        }

        _any = true;
        switch (field.Suffix)
        {
            case "Rtd":
                _value = number;
                break;
            case "ZsRtd":
                _zsValue = number;
                break;
            case "Data":
                _value = number;
                _figures = _figures with { Avg = number };
                break;
            default:
                _figures = With(field.Suffix, number);
                break;
        }
    }

    private PeriodFigures With(string suffix, double number) => suffix switch
    {
        "Min" => _figures with { Min = number },
        "Avg" => _figures with { Avg = number },
        "Max" => _figures with { Max = number },
        "Cou" => _figures with { Cou = number },
        "ZsMin" => _figures with { ZsMin = number },
        "ZsAvg" => _figures with { ZsAvg = number },
        "ZsMax" => _figures with { ZsMax = number },
        _ => _figures,
    };
}
