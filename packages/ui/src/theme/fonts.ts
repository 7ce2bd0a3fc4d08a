// Self-hosted: nothing is fetched from elsewhere. A browser loads only the files whose characters a page shows.
import '@fontsource-variable/inter/wght.css';
