/** The settings of the page's formatter; lines are as long as those of the Java sources. */
export default { printWidth: 100, singleQuote: true };
