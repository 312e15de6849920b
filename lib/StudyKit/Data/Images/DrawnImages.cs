using StudyKit.Text;

namespace StudyKit.Data.Images;

/// <summary>
/// Images that the kit draws itself: a shape filled with a texture, on a noisy ground. Five shapes times two textures
/// are ten classes, so that neither shape nor texture alone tells the class; colours, place, size and turn say nothing
/// about it.
/// </summary>
/// <remarks>
/// Only operations that IEEE 754 rounds in one way are used (no sine, no power), so a seed gives the same bytes on
/// every system.
/// </remarks>
public static class DrawnImages
{
    private static readonly string[] Shapes = ["disc", "ring", "square", "triangle", "cross"];
    private static readonly string[] Textures = ["stripes", "dots"];

    /// <summary>The classes: each shape with each texture.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        .. from shape in Shapes from texture in Textures select $"{shape}, {texture}",
    ];

    /// <summary>Draws images, as many of each class as can be.</summary>
    /// <param name="count">How many.</param>
    /// <param name="size">Height and width in pixels, at least 8.</param>
    /// <param name="seed">Another seed draws others: take two for training and test.</param>
    /// <param name="noise">The largest change of a pixel's brightness by noise, 0 to 255.</param>
    public static ImageSet Make(int count, int size = 16, long seed = 0, int noise = 60)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(noise, 255);
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % Classes.Count))];
        new SeededRandom(seed, 1).Shuffle<byte>(labels);
        byte[] pixels = new byte[count * size * size * 3];
        for (int i = 0; i < count; i++)
            Draw(pixels.AsSpan(i * size * size * 3, size * size * 3),
                labels[i] / Textures.Length, labels[i] % Textures.Length, size, noise, new SeededRandom(seed, 2, i));
        return new ImageSet(pixels, labels, size, size, Classes);
    }

    private static void Draw(Span<byte> pixels, int shape, int texture, int size, int noise, SeededRandom random)
    {
        // A turn by an angle with tan(angle / 2) = t, without a sine: (cos, sin) = (1 − t², 2t) / (1 + t²).
        double t = random.NextDouble() * 2 - 1, cos = (1 - t * t) / (1 + t * t), sin = 2 * t / (1 + t * t);
        double radius = size * (0.28 + 0.14 * random.NextDouble());
        double cx = size * (0.4 + 0.2 * random.NextDouble()), cy = size * (0.4 + 0.2 * random.NextDouble());
        double phase = random.NextDouble() * 4, phase2 = random.NextDouble() * 4;
        Span<int> ground = stackalloc int[3], light = stackalloc int[3], dark = stackalloc int[3];
        for (int c = 0; c < 3; c++)
        {
            (ground[c], light[c], dark[c]) = (70 + random.Next(116), 150 + random.Next(106), random.Next(106));
        }

        int to = 0;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                double dx = x + 0.5 - cx, dy = y + 0.5 - cy;
                double u = (dx * cos - dy * sin) / radius, v = (dx * sin + dy * cos) / radius;
                bool inside = IsInside(shape, u, v);
                // Textures are four pixels long and turn with the shape.
                double a = (u * radius + phase + 64) / 4, b = (v * radius + phase2 + 64) / 4;
                bool bright = texture == 0
                    ? a - Math.Floor(a) < 0.5
                    : (a - Math.Floor(a) < 0.5) == (b - Math.Floor(b) < 0.5);
                for (int c = 0; c < 3; c++)
                {
                    int value = inside ? (bright ? light[c] : dark[c]) : ground[c];
                    pixels[to++] = (byte)Math.Clamp(value + random.Next((2 * noise) + 1) - noise, 0, 255);
                }
            }
        }
    }

    // In coordinates where the shape's radius is 1.
    private static bool IsInside(int shape, double u, double v)
    {
        double square = u * u + v * v;
        return shape switch
        {
            0 => square < 1,
            1 => square is < 1.1 and > 0.3,
            2 => Math.Abs(u) < 0.85 && Math.Abs(v) < 0.85,
            3 => v > -0.7 && v < 1.2 - 2 * Math.Abs(u),
            _ => (Math.Abs(u) < 0.38 && Math.Abs(v) < 1.1) || (Math.Abs(v) < 0.38 && Math.Abs(u) < 1.1),
        };
    }
}
