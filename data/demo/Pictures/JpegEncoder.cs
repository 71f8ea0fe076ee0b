namespace Gis.Demo.Pictures;

/// <summary>Writes a baseline JPEG (ITU-T T.81): YCbCr without subsampling, the tables of Annex K.</summary>
internal static class JpegEncoder
{
    private const int Block = 8;

    public static byte[] Encode(Canvas canvas, int quality)
    {
        var (luma, chroma) = (JpegTables.Scale(JpegTables.Luma, quality), JpegTables.Scale(JpegTables.Chroma, quality));
        var bytes = new MemoryStream();
        Head(bytes, canvas, luma, chroma);
        var bits = new JpegBits(bytes);
        Span<int> previous = stackalloc int[3];
        Span<double> samples = stackalloc double[Block * Block];
        for (var top = 0; top < canvas.Height; top += Block)
        {
            for (var left = 0; left < canvas.Width; left += Block)
            {
                for (var part = 0; part < 3; part++)
                {
                    Sample(canvas, left, top, part, samples);
                    Transform(samples);
                    previous[part] = Code(bits, samples, part == 0 ? luma : chroma, previous[part], part == 0 ? JpegTables.LumaCodes : JpegTables.ChromaCodes);
                }
            }
        }

        bits.Finish();
        bytes.Write([0xFF, 0xD9]);
        return bytes.ToArray();
    }

    private static void Head(MemoryStream bytes, Canvas canvas, byte[] luma, byte[] chroma)
    {
        bytes.Write([0xFF, 0xD8]);
        Segment(bytes, 0xE0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(bytes, 0xDB, [0, .. JpegTables.ZigZag.Select(at => luma[at])]);
        Segment(bytes, 0xDB, [1, .. JpegTables.ZigZag.Select(at => chroma[at])]);
        Segment(bytes, 0xC0,
        [
            8, (byte)(canvas.Height >> 8), (byte)canvas.Height, (byte)(canvas.Width >> 8), (byte)canvas.Width, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1,
        ]);
        Segment(bytes, 0xC4, [0x00, .. JpegTables.LumaCodes.Dc.Lengths, .. JpegTables.LumaCodes.Dc.Values]);
        Segment(bytes, 0xC4, [0x10, .. JpegTables.LumaCodes.Ac.Lengths, .. JpegTables.LumaCodes.Ac.Values]);
        Segment(bytes, 0xC4, [0x01, .. JpegTables.ChromaCodes.Dc.Lengths, .. JpegTables.ChromaCodes.Dc.Values]);
        Segment(bytes, 0xC4, [0x11, .. JpegTables.ChromaCodes.Ac.Lengths, .. JpegTables.ChromaCodes.Ac.Values]);
        Segment(bytes, 0xDA, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
    }

    private static void Segment(MemoryStream bytes, byte marker, byte[] content)
    {
        bytes.Write([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2)]);
        bytes.Write(content);
    }

    /// <summary>One part of a block, shifted to lie around zero; the picture's last row and column go on beyond its edge.</summary>
    private static void Sample(Canvas canvas, int left, int top, int part, Span<double> samples)
    {
        for (var y = 0; y < Block; y++)
        {
            for (var x = 0; x < Block; x++)
            {
                var at = ((Math.Min(top + y, canvas.Height - 1) * canvas.Width) + Math.Min(left + x, canvas.Width - 1)) * 3;
                double r = canvas.Rgb[at], g = canvas.Rgb[at + 1], b = canvas.Rgb[at + 2];
                samples[(y * Block) + x] = part switch
                {
                    0 => (0.299 * r) + (0.587 * g) + (0.114 * b) - 128,
                    1 => (-0.168736 * r) - (0.331264 * g) + (0.5 * b),
                    _ => (0.5 * r) - (0.418688 * g) - (0.081312 * b),
                };
            }
        }
    }

    /// <summary>The discrete cosine transform, rows first and then columns.</summary>
    private static void Transform(Span<double> samples)
    {
        Span<double> line = stackalloc double[Block];
        for (var pass = 0; pass < 2; pass++)
        {
            var (step, next) = pass == 0 ? (1, Block) : (Block, 1);
            for (var row = 0; row < Block; row++)
            {
                for (var u = 0; u < Block; u++)
                {
                    var sum = 0.0;
                    for (var x = 0; x < Block; x++)
                    {
                        sum += samples[(row * next) + (x * step)] * JpegTables.Cosines[(u * Block) + x];
                    }

                    line[u] = sum;
                }

                for (var u = 0; u < Block; u++)
                {
                    samples[(row * next) + (u * step)] = line[u];
                }
            }
        }
    }

    private static int Code(JpegBits bits, Span<double> samples, byte[] quantum, int previous, (JpegCodes Dc, JpegCodes Ac) codes)
    {
        var zeros = 0;
        var mean = (int)Math.Round(samples[0] / quantum[0]);
        bits.Value(codes.Dc, 0, mean - previous);
        for (var i = 1; i < Block * Block; i++)
        {
            var at = JpegTables.ZigZag[i];
            var value = (int)Math.Round(samples[at] / quantum[at]);
            if (value == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
            {
                bits.Code(codes.Ac, 0xF0);
            }

            bits.Value(codes.Ac, zeros, value);
            zeros = 0;
        }

        if (zeros > 0)
        {
            bits.Code(codes.Ac, 0x00);
        }

        return mean;
    }
}
