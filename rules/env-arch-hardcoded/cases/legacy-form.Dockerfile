FROM ubuntu:24.04
ENV I2PD_ARCH amd64
RUN curl -sSLo i2pd.deb https://dl.example.com/i2pd_${I2PD_ARCH}.deb
