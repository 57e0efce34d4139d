/** For the other side of the talk: holds the running fingerprint of the recording on their own device. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, keptTheme } from '../frame/theme.ts';
import { WordsProvider } from '../recorder/words.tsx';
import '../style/theme.css';
import '../style/base.css';
import '../style/components.css';
import '../style/frame.css';
import '../style/recorder.css';
import { FingerprintPage } from './FingerprintPage.tsx';

applyTheme(keptTheme());
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <WordsProvider page="fingerprint">
      <FingerprintPage />
    </WordsProvider>
  </StrictMode>,
);
