// Hundreds of small files of which a page loads only those whose characters it shows. Only Japanese pages need them.
import '@fontsource-variable/noto-sans-jp/wght.css';
