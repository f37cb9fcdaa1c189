FROM diamol/base
RUN cp a b && chmod +x b && ls -la && grep -q x b && sed -i s/x/y/ b
