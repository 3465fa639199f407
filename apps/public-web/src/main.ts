// The entry of the public pages: the verifier of draws.
import { startVerifier } from './verifier/start-verifier';

const place = document.getElementById('app');
if (place !== null) startVerifier(place);
