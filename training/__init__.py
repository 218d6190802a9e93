"""How the reader is made: data, mixture, network, training, measurement. No part of what is installed."""
