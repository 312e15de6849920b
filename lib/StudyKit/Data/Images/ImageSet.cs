using StudyKit.Text;

namespace StudyKit.Data.Images;

/// <summary>Images of one size with their classes, in ordinary memory.</summary>
public sealed class ImageSet
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    /// <summary>Puts a set together.</summary>
    /// <param name="pixels">
    /// The images one after the other, each row by row, red, green and blue of a pixel side by side. Kept, not copied.
    /// </param>
    /// <param name="labels">The class of each image, from 0. Kept, not copied.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <exception cref="ArgumentException">
    /// When the numbers do not fit together, or a label is outside the classes.
    /// </exception>
    public ImageSet(byte[] pixels, byte[] labels, int height, int width, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        long expected = (long)labels.Length * height * width * 3;
        if (pixels.Length != expected)
        {
            throw new ArgumentException($"{labels.Length} images of {width}×{height} pixels have {expected} bytes (3 " +
                $"a pixel). Received {pixels.Length}.", nameof(pixels));
        }

        int wrong = Array.FindIndex(labels, label => label >= classes.Count);
        if (wrong >= 0)
        {
            throw new ArgumentException($"A label must be one of the {classes.Count} classes, from 0 to " +
                $"{classes.Count - 1}. Received {labels[wrong]} for image {wrong}.", nameof(labels));
        }

        (_pixels, _labels, Height, Width, Classes) = (pixels, labels, height, width, classes);
    }

    /// <summary>How many images.</summary>
    public int Count => _labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The class of each image.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>All pixels, as given to the constructor.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    private int ImageBytes => Height * Width * 3;

    /// <summary>One image: rows of red, green, blue.</summary>
    /// <param name="index">Which, from 0.</param>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(index * ImageBytes, ImageBytes);

    /// <summary>Averages squares of pixels into one: 32×32 becomes 16×16 with a factor of 2.</summary>
    /// <param name="factor">Side of a square; must divide height and width.</param>
    public ImageSet Shrink(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        if (Height % factor != 0 || Width % factor != 0)
        {
            throw new ArgumentException(
                $"factor must divide the images' size, {Width}×{Height}. Received {factor}.", nameof(factor));
        }

        (int height, int width) = (Height / factor, Width / factor);
        byte[] small = new byte[Count * height * width * 3];
        int square = factor * factor;
        int to = 0;
        for (int image = 0; image < Count; image++)
        {
            ReadOnlySpan<byte> from = Image(image);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    for (int c = 0; c < 3; c++)
                    {
                        int sum = square / 2;
                        for (int dy = 0; dy < factor; dy++)
                        {
                            for (int dx = 0; dx < factor; dx++)
                            {
                                sum += from[((((y * factor) + dy) * Width) + (x * factor) + dx) * 3 + c];
                            }
                        }

                        small[to++] = (byte)(sum / square);
                    }
                }
            }
        }

        return new ImageSet(small, _labels, height, width, Classes);
    }

    /// <summary>So many images, drawn at random, as many of each class as can be.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same images in the same order.</param>
    /// <exception cref="ArgumentOutOfRangeException">When the set has fewer.</exception>
    public ImageSet Take(int count, long seed = 0)
    {
        if (count < 0 || count > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The set has {Count} images.");
        }

        SeededRandom random = new(seed, 1);
        int[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle<int>(order);
        // Deal the classes out in turn: the first of each, the second of each, ...
        int[] seen = new int[Classes.Count];
        int[] chosen = [.. order.Select(i => (Image: i, Turn: seen[_labels[i]]++))
            .OrderBy(pair => pair.Turn).Take(count).Select(pair => pair.Image)];
        random.Shuffle<int>(chosen);
        return Select(chosen);
    }

    /// <summary>The images at the given places, in that order.</summary>
    /// <param name="indices">Places from 0.</param>
    public ImageSet Select(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        byte[] pixels = new byte[indices.Count * ImageBytes];
        for (int i = 0; i < indices.Count; i++) Image(indices[i]).CopyTo(pixels.AsSpan(i * ImageBytes));
        return new ImageSet(pixels, [.. indices.Select(i => _labels[i])], Height, Width, Classes);
    }

    /// <summary>Mean and standard deviation of red, green and blue over all images, on a scale from 0 to 1.</summary>
    public ChannelStatistics Statistics()
    {
        double[] mean = new double[3], deviation = new double[3];
        long[] sum = new long[3], squares = new long[3];
        for (int i = 0; i < _pixels.Length; i++)
        {
            sum[i % 3] += _pixels[i];
            squares[i % 3] += _pixels[i] * _pixels[i];
        }

        double n = Math.Max(1, _pixels.Length / 3);
        for (int c = 0; c < 3; c++)
        {
            mean[c] = sum[c] / n / 255;
            // rounding can leave less than nothing
            deviation[c] = Math.Max(1e-3, Math.Sqrt(Math.Max(0, (squares[c] / n / 65025) - (mean[c] * mean[c]))));
        }

        return new ChannelStatistics(mean, deviation);
    }
}

/// <summary>What is subtracted from red, green and blue and what they are divided by, on a scale from 0 to 1.</summary>
/// <param name="Mean">Means of the three.</param>
/// <param name="Deviation">Their standard deviations.</param>
public sealed record ChannelStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation);
