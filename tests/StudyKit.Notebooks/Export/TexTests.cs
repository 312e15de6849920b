using StudyKit.Notebooks.Export.Formulas;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class TexTests
{
    [Theory]
    [InlineData("a $x_1$ b", "x_1", false)]
    [InlineData("a $$x_1$$ b", "x_1", true)]
    [InlineData("$$\nx \\\\\ny\n$$", "x \\\\\ny", true)]
    [InlineData("\\(x\\)", "x", false)]
    [InlineData("\\[x\\]", "x", true)]
    [InlineData("\\begin{align}a &= b\\end{align}", "\\begin{align}a &= b\\end{align}", true)]
    [InlineData("$\\text{costs \\$5}$", "\\text{costs \\$5}", false)]
    [InlineData("> $$\n> x\n> $$", "x", true)]
    [InlineData("``a ` $b$``, then $c$", "c", false)]
    public void Formulas_are_found(string markdown, string tex, bool display)
    {
        Formula formula = Assert.Single(TexScanner.Extract(markdown).Formulas);
        Assert.Equal((tex, display), (formula.Tex, formula.Display));
    }

    [Theory]
    [InlineData("$5 and $6")]
    [InlineData("from $5 to $10")]
    [InlineData("a \\$x\\$ b")]
    [InlineData("`$x$`")]
    [InlineData("```\n$x$\n```")]
    [InlineData("~~~tex\n$$x$$\n~~~")]
    [InlineData("$x\n\ny$")]
    [InlineData("$5 and `$HOME`")]
    [InlineData("$$ $$")]
    public void What_only_looks_like_a_formula_stays_text(string markdown)
    {
        (string text, IReadOnlyList<Formula> formulas) = TexScanner.Extract(markdown);
        Assert.Empty(formulas);
        Assert.Equal(markdown, text);
    }

    [Fact]
    public void What_was_taken_out_is_put_back_in_order()
    {
        (string text, IReadOnlyList<Formula> formulas) = TexScanner.Extract("a $x$ b $$y$$ c");
        Assert.Equal("a <x> b <y> c", TexScanner.Restore(text, formulas.Count, i => $"<{formulas[i].Tex}>"));
    }

    [Theory]
    [MemberData(nameof(FormulasOfThePapers))]
    public void Every_formula_of_the_papers_becomes_MathML(string tex)
    {
        TexResult result = TexEngine.ToMathMl(tex, display: true);
        Assert.Null(result.Problem);
        Assert.StartsWith("<math", result.MathMl);
        Assert.DoesNotContain("\\", result.MathMl);
    }

    [Fact]
    public void A_fraction_is_a_fraction() =>
        Assert.Contains(
            "<mfrac><mi>a</mi><msub><mi>b</mi><mn>1</mn></msub></mfrac>",
            TexEngine.ToMathMl("\\frac{a}{b_1}", display: false).MathMl);

    [Fact]
    public void The_paper_numbers_its_equations_and_nothing_else_does()
    {
        Assert.Contains("(3)", TexEngine.ToMathMl("x \\tag{3}", display: true).MathMl);
        Assert.DoesNotContain(
            "tml-eqn", TexEngine.ToMathMl("\\begin{align} a &= b \\\\ c &= d \\end{align}", display: true).MathMl);
    }

    [Theory]
    [InlineData("\\nosuchcommand{x}", "Unsupported function name: \\nosuchcommand")]
    [InlineData("\\frac{a}", "Unexpected end of input")]
    [InlineData("{a", "Expected '}'")]
    public void What_is_not_understood_says_why(string tex, string problem)
    {
        TexResult result = TexEngine.ToMathMl(tex, display: false);
        Assert.Null(result.MathMl);
        Assert.StartsWith(problem, result.Problem);
    }

    [Fact]
    public void A_definition_that_never_ends_is_refused() =>
        Assert.NotNull(TexEngine.ToMathMl("\\def\\a{\\a\\a}\\a", display: false).Problem);

    public static TheoryData<string> FormulasOfThePapers() =>
    [
        @"\mathrm{Attention}(Q,K,V) = \mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V \tag{1}",
        @"\begin{aligned} \mathrm{MultiHead}(Q,K,V) &= \mathrm{Concat}(\mathrm{head}_1,\dots,\mathrm{head}_h)W^O \\ \text{where } \mathrm{head}_i &= \mathrm{Attention}(QW_i^Q, KW_i^K, VW_i^V) \end{aligned}",
        @"\mathrm{FFN}(x) = \max(0, xW_1 + b_1)W_2 + b_2 \tag{2}",
        @"W_i^Q \in \mathbb{R}^{d_{\text{model}} \times d_k},\; W^O \in \mathbb R^{hd_v\times d_{\text{model}}}",
        @"lrate = d_{\text{model}}^{-0.5} \cdot \min(step\_num^{-0.5}, step\_num \cdot warmup\_steps^{-1.5}) \tag{3}",
        @"PE_{(pos,2i+1)} = \cos(pos / 10000^{2i/d_{\text{model}}})",
        @"\operatorname{LayerNorm}(x) = \gamma \odot \frac{x-\mu}{\sqrt{\sigma^2+\epsilon}} + \beta, \qquad \mu = \frac1H\sum_{i=1}^H x_i",
        @"\hat{x}^{(k)} = \frac{x^{(k)} - \mathrm{E}[x^{(k)}]}{\sqrt{\mathrm{Var}[x^{(k)}]}}",
        @"M_{ij} = \begin{cases} 0 & j \le i \\ -\infty & \text{otherwise} \end{cases}",
        @"\mathcal{F}(x) := \mathcal{H}(x) - x, \quad \mathbf{y} = \mathcal{F}(\mathbf{x}, \{W_i\}) + W_s\mathbf{x} \tag{2}",
        @"\frac{\partial \mathcal{E}}{\partial x_l} = \frac{\partial \mathcal{E}}{\partial x_L}\left(1 + \frac{\partial}{\partial x_l}\sum_{i=l}^{L-1}\mathcal{F}(x_i, \mathcal{W}_i)\right)",
        @"L_1(\mathcal{U}) = \sum_i \log P(u_i \mid u_{i-k}, \ldots, u_{i-1}; \Theta) \tag{1}",
        @"\begin{aligned} h_0 &= UW_e + W_p \\ h_l &= \texttt{transformer\_block}(h_{l-1}) \quad \forall i \in [1, n] \\ P(u) &= \texttt{softmax}(h_nW_e^T) \end{aligned}",
        @"L_3(\mathcal{C}) = L_2(\mathcal{C}) + \lambda * L_1(\mathcal{C})",
        @"p(x) = \prod_{i=1}^{n} p(s_n \mid s_1, \ldots, s_{n-1}), \quad p(\text{output} \mid \text{input}, \text{task})",
        @"P_i = \frac{e^{S \cdot T_i}}{\sum_j e^{S \cdot T_j}}, \qquad \hat{s}_{i,j} = \max_{j \geq i} S{\cdot}T_i + E{\cdot}T_j",
        @"C \approx 6ND,\ 3.14 \times 10^{23}\ \text{FLOPs}, \quad O(n^2 \cdot d),\ O(\log_k(n))",
        @"\mathrm{BLEU} = \mathrm{BP} \cdot \exp\Bigl(\sum_{n=1}^{N} w_n \log p_n\Bigr), \quad \mathrm{AER} = 1 - \frac{|A \cap S| + |A \cap P|}{|A| + |S|}",
        @"\begin{bmatrix} q_1 \\ \vdots \\ q_T \end{bmatrix} \begin{pmatrix} a & b \\ c & d \end{pmatrix}, \quad \underbrace{x + y}_{\text{残差}}, \overbrace{z}^{n}, \bar{x}, \tilde{h}, \vec{v}, \boldsymbol{\theta}",
        @"\mathrm{GELU}(x) = 0.5x\left(1 + \tanh\left[\sqrt{2/\pi}\,(x + 0.044715x^3)\right]\right) \approx x\Phi(x), \ \|x\|_2 \to 0, \ a \ll b \gg c, \ x \sim \mathcal{N}(0, I), \ \nabla_\theta J, \ \argmax_i p_i, \ x^\ast \in \mathbb{Z}, \ \lfloor n/r \rfloor",
    ];
}
