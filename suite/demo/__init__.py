"""The demo: the main job on real input, headless, through public doors only."""
