FROM gitea/runner-images:ubuntu-24.04
COPY --chown=1000 . /home/runner
